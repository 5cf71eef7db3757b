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
    if (last < 0) return;
    const enter = trace.events.enterOf(lane.steps.at[last]);
    const waits = lane.doing.at[last] === DOING.WAITING;
    if (!waits && !(lane.doing.at[last] === DOING.CALL && trace.events.isOpen(enter))) return;
    const name = info.workers?.[worker]?.name;
    const named = [name, `${name}.${info.workers?.[worker]?.threads?.[thread] ?? thread}`];
    const findings = (info.findings ?? []).filter((/** @type {any} */ f) => f.workers?.some((/** @type {string} */ w) => named.includes(w)));
    // Of a call about processes no model says that it waits: only a finding about its worker does.
    if (findings.length === 0 && (info.outcome !== 'deadlock' || !waits)) return;
    const from = Math.max(trace.events.waitOf(enter) || enter, ...findings.flatMap((/** @type {any} */ f) => f.events ?? []));
    found.set(lane, { enter, from: Math.min(from, trace.steps) });
  });
  return found;
}
