// @ts-check
import { DOING } from 'model/lane.js';

/**
 * The workers that wait and will never go on: their last act is a wait, the run is over, and its verdict says so. A run
 * that was stopped proves nothing about those who still waited.
 *
 * @param {import('model/trace.js').Trace} trace @param {any} info RunInfo
 * @param {boolean} over whether nothing more will come
 * @returns {Map<number, {enter: number, from: number}>} worker → the step its wait began, and the step from which it
 *     is known to be for ever: where the finding about it was complete
 */
export function waitsForever(trace, info, over) {
  const found = new Map();
  if (!over) return found;
  trace.lanes.forEach((lane, worker) => {
    const last = lane.count - 1;
    if (last < 0 || lane.doing.at[last] !== DOING.WAITING) return;
    const enter = trace.events.enterOf(lane.steps.at[last]);
    const name = info.workers?.[worker]?.name;
    const findings = (info.findings ?? []).filter((/** @type {any} */ f) => f.workers?.includes(name));
    if (info.outcome !== 'deadlock' && findings.length === 0) return;
    const from = Math.max(trace.events.waitOf(enter), ...findings.flatMap((/** @type {any} */ f) => f.events ?? []));
    found.set(worker, { enter, from: Math.min(from, trace.steps) });
  });
  return found;
}
