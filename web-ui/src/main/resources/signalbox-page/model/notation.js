// @ts-check
import { NO_OBJECT, PHASE } from 'model/events.js';
import { cString, duration, plural } from 'model/format.js';

/** @typedef {import('model/trace.js').Trace} Trace */
/** @typedef {{who: string, call: string, tail: string, preview: string, note: string}} Words */

const WHENCE = ['SEEK_SET', 'SEEK_CUR', 'SEEK_END'];

/** The name of an object as the scenario writes it, with the end that a call used. */
function objectName(trace, info, step) {
  const object = trace.events.object.at[step - 1];
  if (object === NO_OBJECT) return '';
  const known = info.objects?.[object];
  const access = (trace.events.flags.at[step - 1] & 0x30) >> 4;
  return `${known?.name ?? `object ${object}`}${access < 2 ? `[${access}]` : ''}`;
}

/**
 * A call the way strace writes it, without its result.
 * @param {Trace} trace @param {any} info RunInfo @param {number} step any event of the call
 */
export function callText(trace, info, step) {
  const enter = trace.events.enterOf(step);
  const { name, effect } = trace.opOf(enter);
  const arg0 = trace.events.arg0.at[enter - 1];
  const args = [objectName(trace, info, enter)];
  if (effect === 'pause') args.push(duration(arg0));
  else if (effect === 'read' || effect === 'write') args.push(String(arg0));
  else if (name === 'lseek') args.push(String(arg0), WHENCE[trace.events.arg1.at[enter - 1]] ?? '?');
  return `${name}(${args.filter((arg) => arg !== '').join(', ')})`;
}

/** What came back: ` = 2048`, ` = -1 EPIPE`. @param {Trace} trace @param {number} step */
export function resultText(trace, step) {
  const { events } = trace;
  const errno = events.errno.at[step - 1];
  if (errno !== 0) return ` = -1 ${trace.errorName(errno)}`;
  if (trace.opOf(step).name === 'fionread') return ` = ${events.arg1.at[step - 1]}`;
  return ` = ${events.result.at[step - 1]}`;
}

/** @param {any} info @param {number} worker */
export function workerName(info, worker) {
  return info.workers?.[worker]?.name ?? `worker ${worker}`;
}

/**
 * What a worker's end was: `exited with code 0`, `killed by SIGKILL`.
 * @param {Trace} trace @param {any} info @param {number} step
 */
export function endText(trace, info, step) {
  const { arg0, result, worker } = trace.events;
  if (arg0.at[step - 1] === 0) return `exited with code ${result.at[step - 1]}`;
  const signal = info.workers?.[worker.at[step - 1]]?.ended?.signal;
  return `killed by ${signal ?? `signal ${result.at[step - 1]}`}`;
}

/**
 * What happened at a step, in parts that a view can set apart.
 * @param {Trace} trace @param {any} info @param {number} step @returns {Words}
 */
export function stepWords(trace, info, step) {
  const { events } = trace;
  const i = step - 1;
  const who = workerName(info, events.worker.at[i]);
  const { effect } = trace.opOf(step);
  const words = { who, call: '', tail: '', preview: '', note: '' };
  if (effect === 'start') return { ...words, note: 'starts' };
  if (effect === 'end') return { ...words, note: endText(trace, info, step) };
  if (effect === 'mark') return { ...words, note: `“${noteText(info, events.line.at[i])}”` };
  if (effect === 'close' && events.isInferred(step)) {
    return { ...words, note: `${objectName(trace, info, step)} closed by exit (inferred)` };
  }
  words.call = callText(trace, info, step);
  const phase = events.phase.at[i];
  if (phase === PHASE.ENTER) {
    return { ...words, tail: ' …', note: events.waits(step) ? 'has to wait' : '' };
  }
  if (phase === PHASE.CUT) return { ...words, tail: ' = ?', note: 'ended inside the call' };
  const moved = events.result.at[i];
  if (events.previewLength.at[i] > 0 && moved > 0) words.preview = cString(events.previewOf(step), moved);
  if (phase === PHASE.PARTIAL) {
    return { ...words, tail: ' …', note: `${plural(moved, 'byte')} moved${events.waits(step) ? ', then has to wait' : ''} (inferred)` };
  }
  return { ...words, tail: resultText(trace, step) };
}

/** The text of a chapter mark, which stands in the scenario. @param {any} info @param {number} line */
export function noteText(info, line) {
  const source = (info.scenario?.source ?? '').split('\n')[line - 1] ?? '';
  const found = /note\(\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')/.exec(source);
  return found ? (found[1] ?? found[2]).replace(/\\(.)/g, '$1') : `line ${line}`;
}

/** How long the call that ends at a step had waited, ns; -1 where it had not. @param {Trace} trace @param {number} step */
export function waitedNs(trace, step) {
  const { events } = trace;
  const phase = events.phase.at[step - 1];
  if (phase !== PHASE.EXIT && phase !== PHASE.CUT) return -1;
  const wait = events.waitOf(step);
  return wait > 0 ? events.atNs.at[step - 1] - events.atNs.at[wait - 1] : -1;
}
