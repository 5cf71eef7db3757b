// @ts-check
import { badgesOf } from 'model/badges.js';
import { threadName } from 'model/notation.js';

/**
 * Everyone who has a lane, top to bottom: the workers, children below their parents, and each thread of a worker that
 * has several.
 *
 * @typedef {object} Actor
 * @property {string} key `w3`, of a thread `w3.1`
 * @property {number} worker @property {number} thread
 * @property {number} depth how many parents it has
 * @property {boolean} isFirst whether it is the first of its worker
 * @property {boolean} isAlone whether its worker has no other thread
 * @property {boolean} isNative whether its calls are not seen
 * @property {string} name @property {string} short its own part of the name
 * @property {string} letter
 */

/** @param {import('model/trace.js').Trace} trace @param {any} info RunInfo @returns {Actor[]} */
export function actorsOf(trace, info) {
  const workers = info.workers ?? [];
  const letters = badgesOf(workers);
  return inFamilies(workers).flatMap(({ worker, depth }) => {
    const { name, kind, threads } = workers[worker];
    const count = Math.max(1, threads?.length ?? 0, trace.threads(worker).length);
    const shared = { worker, depth, isAlone: count === 1, isNative: kind === 'exec' };
    if (count === 1) return [{ ...shared, key: `w${worker}`, thread: 0, isFirst: true, name, short: name, letter: letters[worker] }];
    const names = Array.from({ length: count }, (_, thread) => threadName(info, worker, thread));
    const initials = badgesOf(names.map((short) => ({ name: short.replace(/^thread /, '') })));
    return names.map((short, thread) => ({ ...shared, key: `w${worker}.${thread}`, thread, isFirst: thread === 0, name: `${name}.${short}`, short, letter: letters[worker][0] + initials[thread].toLowerCase().slice(-1) }));
  });
}

/** The workers in the order of their lanes, each with its depth. @param {any[]} workers */
function inFamilies(workers) {
  /** @type {{worker: number, depth: number}[]} */
  const found = [];
  const seen = new Set();
  const visit = (/** @type {number} */ worker, /** @type {number} */ depth) => {
    if (seen.has(worker)) return;
    seen.add(worker);
    found.push({ worker, depth });
    workers.forEach((w, child) => w.parent === worker && visit(child, depth + 1));
  };
  workers.forEach((w, worker) => workers[w.parent] === undefined && visit(worker, 0));
  // What names itself as its own parent still has a lane.
  workers.forEach((_, worker) => visit(worker, 0));
  return found;
}

/** Who made a step. @param {Actor[]} actors @param {import('model/trace.js').Trace} trace @param {number} step */
export function actorAt(actors, trace, step) {
  if (step < 1) return undefined;
  const [worker, thread] = [trace.events.worker.at[step - 1], trace.events.thread.at[step - 1]];
  return actors.find((a) => a.worker === worker && a.thread === thread) ?? actors.find((a) => a.worker === worker);
}
