// @ts-check

/**
 * How a child came from its parent and went back to it; a step is 0 where it is not known or has not come.
 *
 * @typedef {object} Kin
 * @property {number} child @property {number} parent workers
 * @property {number} spawn step of the parent's call @property {number} first the child's first step
 * @property {number} end the child's last step @property {number} join step at which the parent had waited for it
 */

/** @param {import('model/trace.js').Trace} trace @param {any} info RunInfo @returns {Kin[]} */
export function kinOf(trace, info) {
  return (info.workers ?? []).flatMap((/** @type {any} */ _, /** @type {number} */ child) => {
    const born = trace.spawned.get(child);
    if (born === undefined) return [];
    const { first, end } = lifeOf(trace, child);
    return [{ child, parent: trace.events.worker.at[born.step - 1], spawn: born.step, first, end, join: trace.joined.get(born.pid) ?? 0 }];
  });
}

/** The first step of a worker, and that of its end; of a native program often all there is. @param {import('model/trace.js').Trace} trace @param {number} worker */
export function lifeOf(trace, worker) {
  const lanes = trace.threads(worker).filter((lane) => lane.count > 0);
  const first = lanes.length === 0 ? 0 : Math.min(...lanes.map((lane) => lane.steps.at[0]));
  const last = lanes.length === 0 ? 0 : Math.max(...lanes.map((lane) => lane.steps.at[lane.count - 1]));
  return { first, end: last > 0 && trace.opOf(last).effect === 'end' ? last : 0 };
}

/**
 * From which step to which a native program ran, 0 for not yet: where it has no step of its own, as its parent saw it.
 * @param {import('model/trace.js').Trace} trace @param {number} worker
 */
export function nativeSpan(trace, worker) {
  const { first, end } = lifeOf(trace, worker);
  const born = trace.spawned.get(worker);
  return { from: first || (born?.step ?? 0), to: end || (born === undefined ? 0 : trace.joined.get(born.pid) ?? 0) };
}
