// @ts-check
import { DOING } from 'model/lane.js';

/**
 * The workers that wait and will never go on: their last act is a wait, the run is over, and its verdict says so. A run
 * that was stopped proves nothing about those who still waited.
 *
 * @param {import('model/trace.js').Trace} trace @param {any} info RunInfo
 * @param {boolean} over whether nothing more will come
 * @returns {Map<import('model/lane.js').Lane, {enter: number, from: number}>} the step its wait began, and the step from which it
 *     is known to be for ever: where the finding about it was complete
 */
export function waitsForever(trace, info, over) {
  const found = new Map();
  if (!over) return found;
  trace.lanes.flat().forEach((lane) => {
    const { worker, thread } = lane;
    const last = lane.count - 1;
    if (last < 0 || lane.doing.at[last] !== DOING.WAITING) return;
    const enter = trace.events.enterOf(lane.steps.at[last]);
    const name = info.workers?.[worker]?.name;
    const named = [name, `${name}.${info.workers?.[worker]?.threads?.[thread] ?? thread}`];
    const findings = (info.findings ?? []).filter((/** @type {any} */ f) => f.workers?.some((/** @type {string} */ w) => named.includes(w)));
    if (info.outcome !== 'deadlock' && findings.length === 0) return;
    const from = Math.max(trace.events.waitOf(enter), ...findings.flatMap((/** @type {any} */ f) => f.events ?? []));
    found.set(lane, { enter, from: Math.min(from, trace.steps) });
  });
  return found;
}
