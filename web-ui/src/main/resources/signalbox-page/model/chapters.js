// @ts-check
import { noteText, workerName } from 'model/notation.js';

const CHAPTERS_MAX = 200;

/**
 * The chapters of a run: from each mark to the next.
 * @param {import('model/trace.js').Trace} trace @param {any} info
 * @returns {{first: number, last: number, text: string, who: string}[]}
 */
export function chaptersOf(trace, info) {
  return trace.marks.slice(0, CHAPTERS_MAX).map((step, i, marks) => ({
    first: step,
    last: i + 1 < marks.length ? marks[i + 1] - 1 : trace.steps,
    text: noteText(info, trace.events.line.at[step - 1]),
    who: workerName(info, trace.events.worker.at[step - 1]),
  }));
}
