// @ts-check
import { PHASE } from 'model/events.js';
import { callText } from 'model/call-text.js';
import { resultText } from 'model/result-text.js';
import { statusText } from 'model/status.js';

/**
 * What the box of a call says: its name and what came back of it.
 *
 * @typedef {{name: string, value: string, whole: string, failed: boolean}} BoxLabel
 */

/**
 * @param {import('model/trace.js').Trace} trace @param {any} info RunInfo @param {number} enter step that the call began
 * @param {number} next the worker's step that ends the box, 0 for none @param {number} last the last step that may be told
 * @returns {BoxLabel}
 */
export function boxLabel(trace, info, enter, next, last) {
  const { events } = trace;
  const { name } = trace.opOf(enter);
  const end = events.partner.at[enter - 1];
  const say = (/** @type {string} */ value, failed = false) => ({ name, value, failed, whole: `${callText(trace, info, enter)}${end > 0 ? resultText(trace, end) : ''}` });
  if (next > 0 && next <= last && events.phase.at[next - 1] === PHASE.PARTIAL) return say(trace.opOf(enter).effect === 'write' && events.result.at[next - 1] > 0 ? `${events.result.at[next - 1]}…` : '…');
  if (end === 0 || end > last) return { ...say('…'), whole: `${callText(trace, info, enter)} …` };
  if (events.phase.at[end - 1] === PHASE.CUT) return say('?');
  return say(valueText(trace, end), events.errno.at[end - 1] !== 0);
}

/** What came back, in a word: the name of an error, EOF, or the number. @param {import('model/trace.js').Trace} trace @param {number} step */
export function valueText(trace, step) {
  const { events } = trace;
  const errno = events.errno.at[step - 1];
  if (errno !== 0) return trace.errorName(errno);
  const { name, effect } = trace.opOf(step);
  const result = events.result.at[step - 1];
  // The number of the process says less than how it ended.
  if (name === 'waitpid' && result > 0) return statusText(events.arg1.at[step - 1]).replace(/^exited with |^killed by |^has /, '');
  if (effect === 'read' && result === 0 && events.arg0.at[events.enterOf(step) - 1] > 0) return 'EOF';
  return resultText(trace, step).slice(3);
}
