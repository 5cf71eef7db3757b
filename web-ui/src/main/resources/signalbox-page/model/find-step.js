// @ts-check
import { actorAt } from 'model/actors.js';
import { stepWords } from 'model/notation.js';

/** All that the table says of a step, in small letters. @param {import('model/trace.js').Trace} trace @param {any} info @param {import('model/actors.js').Actor[]} actors @param {number} step */
export function stepSaid(trace, info, actors, step) {
  const { who, call, tail, preview, note } = stepWords(trace, info, step);
  return `${actorAt(actors, trace, step)?.name ?? who} ${call}${tail} ${preview} ${note}`.toLowerCase();
}

/**
 * The next step that says a text, from a step on and around the end; looks at some steps only, so that a page can draw
 * in between.
 * @param {(step: number) => string} said @param {string} text in small letters
 * @param {object} where
 * @param {number} where.from @param {1 | -1} where.way @param {number} where.last step that may be told
 * @param {number} where.done steps that were looked at before @param {number} where.limit
 * @returns {{step: number, done: number}} step 0 where none was found yet
 */
export function findStep(said, text, { from, way, last, done, limit }) {
  for (let n = done + 1; n <= Math.min(last, done + limit); n++) {
    const step = ((((from - 1 + way * n) % last) + last) % last) + 1;
    if (said(step).includes(text)) return { step, done: n };
  }
  return { step: 0, done: Math.min(last, done + limit) };
}
