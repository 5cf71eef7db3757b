// @ts-check
import { callText, endName } from 'model/call-text.js';
import { signalName } from 'model/constants.js';
import { PHASE } from 'model/events.js';
import { cString, plural } from 'model/format.js';
import { movedBytes, resultNote, resultText } from 'model/result-text.js';
import { waitText } from 'model/wait-text.js';

/** @typedef {import('model/trace.js').Trace} Trace */
/** @typedef {{who: string, call: string, tail: string, preview: string, note: string}} Words */

/** @param {any} info @param {number} worker */
export function workerName(info, worker) {
  return info.workers?.[worker]?.name ?? `worker ${worker}`;
}

/** The name that the scenario gives a thread of a worker. @param {any} info @param {number} worker @param {number} thread */
export function threadName(info, worker, thread) {
  return info.workers?.[worker]?.threads?.[thread] || `thread ${thread + 1}`;
}

/**
 * What a worker's end was: `exited with code 0`, `killed by SIGKILL`.
 * @param {Trace} trace @param {any} info @param {number} step
 */
export function endText(trace, info, step) {
  const { arg0, result, worker } = trace.events;
  if (arg0.at[step - 1] === 0) return `exited with code ${result.at[step - 1]}`;
  const signal = info.workers?.[worker.at[step - 1]]?.ended?.signal;
  return `killed by ${signal ?? signalName(result.at[step - 1])}`;
}

/**
 * What happened at a step, in parts that a view can set apart.
 * @param {Trace} trace @param {any} info @param {number} step @returns {Words}
 */
export function stepWords(trace, info, step) {
  const { events } = trace;
  const i = step - 1;
  const who = workerName(info, events.worker.at[i]);
  const { name, effect } = trace.opOf(step);
  const words = { who, call: '', tail: '', preview: '', note: '' };
  if (name === 'thread') return { ...words, note: `thread ${threadName(info, events.worker.at[i], events.arg0.at[i])} starts` };
  if (name === 'inherit') return { ...words, note: `${workerName(info, events.arg0.at[i])} will hold ${endName(trace, info, step)} on fd ${events.fd.at[i]}` };
  if (effect === 'start') return { ...words, note: 'starts' };
  if (effect === 'end') return { ...words, note: endText(trace, info, step) };
  if (effect === 'mark') return { ...words, note: `“${noteText(info, events.line.at[i])}”` };
  if (effect === 'close' && events.isInferred(step)) {
    return { ...words, note: `${endName(trace, info, step)} closed by exit (inferred)` };
  }
  words.call = callText(trace, info, step);
  const phase = events.phase.at[i];
  if (phase === PHASE.ENTER) {
    return { ...words, tail: ' …', note: events.waits(step) ? waitText(trace, info, step).sentence : '' };
  }
  if (phase === PHASE.CUT) return { ...words, tail: ' = ?', note: 'ended inside the call' };
  const moved = movedBytes(trace, step);
  const said = name === 'fputs' ? events.arg0.at[events.enterOf(step) - 1] : moved;
  if (events.previewLength.at[i] > 0 && said > 0 && (effect === 'read' || effect === 'write')) words.preview = cString(events.previewOf(step), said);
  if (phase === PHASE.PARTIAL) {
    return { ...words, tail: ' …', note: `${partText(trace, info, step, moved)} (inferred)` };
  }
  return { ...words, tail: resultText(trace, step), note: resultNote(trace, info, step) };
}

/** What a call had done when it went on: bytes of a write, or that the end of a FIFO counts while its open still waits. */
function partText(trace, info, step, moved) {
  const waits = trace.events.waits(step);
  const { sentence } = waitText(trace, info, step);
  if (trace.opOf(step).effect === 'open') return waits ? `its end is open, ${sentence}` : 'its end is open';
  if (moved === 0 && waits) return sentence;
  return `${plural(moved, 'byte')} moved${waits ? `, then ${sentence}` : ''}`;
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
