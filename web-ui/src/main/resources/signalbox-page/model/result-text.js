// @ts-check
import { FCNTL, openFlags } from 'model/constants.js';
import { plural } from 'model/format.js';
import { pidName, statusText } from 'model/status.js';

/** @typedef {import('model/trace.js').Trace} Trace */

// What these give back is an address, and a long one.
const POINTERS = new Set(['popen', 'fdopen']);
const SPAWNS = 'posix_spawn';

/** What came back: ` = 2048`, ` = -1 EPIPE`. @param {Trace} trace @param {number} step */
export function resultText(trace, step) {
  const { events } = trace;
  const errno = events.errno.at[step - 1];
  const { name } = trace.opOf(step);
  // posix_spawn gives the error back, and leaves errno alone.
  if (errno !== 0) return name === SPAWNS ? ` = ${trace.errorName(errno)}` : POINTERS.has(name) ? ` = NULL ${trace.errorName(errno)}` : ` = -1 ${trace.errorName(errno)}`;
  if (name === 'fionread') return ` = ${events.arg1.at[step - 1]}`;
  const result = events.result.at[step - 1];
  if (POINTERS.has(name)) return result === 0 ? ' = NULL' : ' = FILE *';
  if (name === 'fcntl') {
    const gives = FCNTL[events.arg0.at[step - 1]]?.gives;
    if (gives === 'status') return ` = ${openFlags(result)}`;
    if (gives === 'descriptor') return ` = ${result === 1 ? 'FD_CLOEXEC' : result}`;
  }
  return ` = ${result}`;
}

/** Whether a call goes through a FILE: then its row also says how much moved between the buffer and the kernel. @param {string} name */
export function isBuffered(name) {
  return ['fputs', 'fflush', 'fclose', 'pclose', 'fgets'].includes(name);
}

/** How many bytes a step moved into its object or out of it. @param {Trace} trace @param {number} step */
export function movedBytes(trace, step) {
  return isBuffered(trace.opOf(step).name) ? trace.events.arg1.at[step - 1] : trace.events.result.at[step - 1];
}

/** What a result means, where the number alone does not say it. @param {Trace} trace @param {any} info @param {number} step */
export function resultNote(trace, info, step) {
  const { events } = trace;
  const i = step - 1;
  if (events.errno.at[i] !== 0) return '';
  const { name, effect } = trace.opOf(step);
  const [arg0, arg1, result] = [events.arg0.at[events.enterOf(step) - 1], events.arg1.at[i], events.result.at[i]];
  const object = info.objects?.[events.object.at[i]]?.name ?? 'the file';
  switch (name) {
    case 'waitpid': return result > 0 ? `${pidName(info, result)} ${statusText(arg1)}` : 'nobody has ended';
    case 'pclose': return `the command ${statusText(result)}${arg1 > 0 ? `; ${plural(arg1, 'byte')} went into ${object} before` : ''}`;
    case 'kill': return `to ${pidName(info, arg0)}`;
    case 'fputs': return arg1 === 0 ? 'into the buffer: nothing is written yet' : arg1 === arg0 ? '' : `${plural(arg1, 'byte')} went into ${object}`;
    case 'fflush': case 'fclose': return arg1 > 0 ? `${plural(arg1, 'byte')} of the buffer went into ${object}` : '';
    case 'pipe': case 'pipe2': case 'mkfifo': return `makes ${object}`;
    case 'dup2': return effect === 'close' ? `the old ${object} on that number is closed` : '';
    case 'poll': return result === 0 ? 'the time was up' : '';
    default: return '';
  }
}
