// @ts-check
import { noteText, workerName } from 'model/notation.js';

const CHAPTERS_MAX = 200;

/**
 * The chapters of a run: each belongs to its worker, from its mark to that worker's next.
 *
 * @typedef {{first: number, last: number, text: string, who: string, worker: number}} Chapter
 */

/** @param {import('model/trace.js').Trace} trace @param {any} info @returns {Chapter[]} */
export function chaptersOf(trace, info) {
  /** @type {Map<number, number>} worker → where its next chapter begins */
  const next = new Map();
  return trace.marks.slice(0, CHAPTERS_MAX).reverse().map((step) => {
    const worker = trace.events.worker.at[step - 1];
    const last = (next.get(worker) ?? trace.steps + 1) - 1;
    next.set(worker, step);
    return { first: step, last, text: noteText(info, trace.events.line.at[step - 1]), who: workerName(info, worker), worker };
  }).reverse();
}

/** Whether a worker is in a chapter at a step. @param {Chapter} chapter @param {number} step */
export function isIn(chapter, step) {
  return chapter.first <= step && step <= chapter.last;
}
