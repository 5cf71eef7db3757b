// @ts-check
import { PHASE } from 'model/events.js';
import { grouped, plural } from 'model/format.js';
import { movedBytes } from 'model/result-text.js';

/**
 * What an edge is of the call at one of its ends: `all 5 bytes`, `4096 bytes, the first half`, `bytes 1–100 of 4096`.
 * @param {import('model/trace.js').Trace} trace @param {number} edge @param {number} step its `from` or its `to`
 * @param {number} last the last step that may be told
 */
export function shareText(trace, edge, step, last) {
  const { events, edges } = trace;
  const bytes = edges.bytes.at[edge];
  const enter = events.enterOf(step);
  const end = events.partner.at[enter - 1];
  const isBack = end > 0 && end <= last && events.phase.at[end - 1] === PHASE.EXIT;
  const all = isBack ? movedBytes(trace, end) : events.arg0.at[enter - 1];
  if (bytes >= all) return bytes === 1 ? '1 byte' : `all ${plural(bytes, 'byte')}`;
  const first = edges.offset.at[edge] - beginOf(trace, enter, step, step === edges.from.at[edge]);
  if (bytes * 2 === all && (first === 0 || first === bytes)) return `${plural(bytes, 'byte')}, the ${first === 0 ? 'first' : 'second'} half`;
  const range = bytes === 1 ? `byte ${grouped(first + 1)}` : `bytes ${grouped(first + 1)}–${grouped(first + bytes)}`;
  return `${range} of ${grouped(all)}`;
}

/** Where in its stream a call begins: a big one moves in several steps. */
function beginOf(trace, enter, step, isWriter) {
  const { edges } = trace;
  const lane = trace.laneOf(step);
  for (let i = Math.max(0, lane.indexAt(enter)); i < lane.count && lane.steps.at[i] <= step; i++) {
    const [first] = isWriter ? edges.leaving(lane.steps.at[i]) : edges.reaching(lane.steps.at[i]);
    if (first !== undefined) return edges.offset.at[first];
  }
  return 0;
}
