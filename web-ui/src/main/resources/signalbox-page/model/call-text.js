// @ts-check
import { BUFFERING, FCNTL, openFlags, pipeFlags, signalName, WHENCE } from 'model/constants.js';
import { NO_OBJECT } from 'model/events.js';
import { cString, duration } from 'model/format.js';

/** @typedef {import('model/trace.js').Trace} Trace */

/**
 * What a call was given, at its ENTER or where it is whole.
 *
 * @typedef {object} Given
 * @property {string} end the object as the scenario writes it, with the end that the call used
 * @property {string} path of a FIFO, in quotes
 * @property {number} fd @property {number} arg0 @property {number} arg1
 * @property {string} bytes the first bytes of what was handed over, where they are known
 * @property {(n: number) => string} worker
 */

/** How a call's arguments are written; a call that is not here shows its object and no more. */
const ARGUMENTS = /** @type {Record<string, (given: Given) => string[]>} */ ({
  nanosleep: ({ arg0 }) => [duration(arg0)],
  lseek: ({ end, arg0, arg1 }) => [end, String(arg0), WHENCE[arg1] ?? '?'],
  pipe: ({ fd, arg1 }) => [fd >= 0 ? `[${fd}, ${arg1}]` : '[?, ?]'],
  pipe2: ({ fd, arg0, arg1 }) => [fd >= 0 ? `[${fd}, ${arg1}]` : '[?, ?]', pipeFlags(arg0)],
  open: ({ path, arg0 }) => [path, openFlags(arg0)],
  mkfifo: ({ path, arg0 }) => [path, `0${arg0.toString(8)}`],
  unlink: ({ path }) => [path],
  dup2: ({ end, arg0 }) => [end, String(arg0)],
  fcntl: ({ end, arg0, arg1 }) => [end, FCNTL[arg0]?.name ?? String(arg0), ...argumentOf(arg0, arg1)],
  poll: ({ end, arg0, arg1 }) => [`[${[end, arg1 > (end === '' ? 0 : 1) ? '…' : ''].filter((part) => part !== '').join(', ')}]`, String(arg1), arg0 < 0 ? '-1' : `${arg0} ms`],
  waitpid: ({ arg0, arg1 }) => [String(arg0), 'status', arg1 === 1 ? 'WNOHANG' : String(Math.max(arg1, 0))],
  kill: ({ arg0, arg1 }) => [String(arg0), signalName(arg1)],
  posix_spawn: ({ arg0, worker }) => [arg0 >= 0 ? worker(arg0) : '…'],
  popen: ({ bytes }) => [bytes === '' ? '…' : bytes],
  fputs: ({ end, arg0 }) => [`${arg0} ${arg0 === 1 ? 'byte' : 'bytes'}`, end],
  fgets: ({ end, arg0 }) => [String(arg0), end],
  setvbuf: ({ end, arg0, arg1 }) => [end, BUFFERING[arg0] ?? String(arg0), String(arg1)],
});

/** @param {number} command @param {number} arg */
function argumentOf(command, arg) {
  const reads = FCNTL[command]?.arg;
  if (reads === undefined) return [];
  if (reads === 'status') return [arg === 0 ? '0' : pipeFlags(arg)];
  return [reads === 'descriptor' ? (arg === 1 ? 'FD_CLOEXEC' : String(arg)) : String(arg)];
}

/** The object that a call is about; an open may learn it no sooner than it returns. @param {Trace} trace @param {number} step */
function objectOf({ events }, step) {
  const object = events.object.at[events.enterOf(step) - 1];
  return object === NO_OBJECT ? events.object.at[step - 1] : object;
}

/** The name of an object as the scenario writes it, with the end that a call used. @param {Trace} trace @param {any} info @param {number} step */
export function endName(trace, info, step) {
  const object = objectOf(trace, step);
  if (object === NO_OBJECT) return '';
  const known = info.objects?.[object];
  const access = (trace.events.flags.at[step - 1] & 0x30) >> 4;
  const name = known?.name ?? `object ${object}`;
  // A FIFO has a name for both its ends.
  return known?.kind === 'fifo' || access >= 2 ? name : `${name}[${access}]`;
}

/**
 * A call the way strace writes it, without its result.
 * @param {Trace} trace @param {any} info RunInfo @param {number} step any event of the call
 */
export function callText(trace, info, step) {
  const { events } = trace;
  const enter = events.enterOf(step);
  const { name, effect } = trace.opOf(enter);
  const [arg0, arg1, fd] = [events.arg0.at[enter - 1], events.arg1.at[enter - 1], events.fd.at[enter - 1]];
  const end = endName(trace, info, step);
  // Another descriptor took the number over: what it stood for was closed by that.
  if (name === 'dup2' && effect === 'close') return `dup2(${arg0 < 0 ? '…' : arg0}, ${fd})`;
  if (name === 'dup' && FCNTL[arg0]?.name === 'F_DUPFD_CLOEXEC') return `fcntl(${end}, F_DUPFD_CLOEXEC, ${arg1})`;
  const write = ARGUMENTS[name];
  if (write === undefined) return `${name}(${[end, ...(effect === 'read' || effect === 'write' ? counted(name, arg0) : [])].filter((arg) => arg !== '').join(', ')})`;
  const object = info.objects?.[objectOf(trace, step)];
  const path = `"${(object?.path ?? object?.name ?? '…').replace(/^.*\//, '')}"`;
  const preview = events.previewOf(enter);
  const given = { end, path, fd, arg0, arg1, bytes: preview.length > 0 ? cString(preview, preview.length, 24) : '', worker: (/** @type {number} */ n) => info.workers?.[n]?.name ?? `worker ${n}` };
  return `${name}(${write(given).filter((arg) => arg !== '').join(', ')})`;
}

/** How many bytes are asked for; who empties a buffer asks for none. @param {string} name @param {number} count */
function counted(name, count) {
  return name === 'fflush' || name === 'fclose' ? [] : [String(count)];
}
