// @ts-check

/** @typedef {'steps'|'time'} Axis */

/**
 * Where a step lies on an axis: its number, or its instant in nanoseconds.
 * @param {import('model/trace.js').Trace} trace @param {number} step @param {Axis} axis
 */
export function xOf(trace, step, axis) {
  if (axis === 'steps') return step;
  return step < 1 ? 0 : trace.events.atNs.at[Math.min(step, trace.steps) - 1] ?? 0;
}

/**
 * The last step at or before a place of an axis, 0 where there is none.
 * @param {import('model/trace.js').Trace} trace @param {number} x @param {Axis} axis
 */
export function stepAt(trace, x, axis) {
  if (axis === 'steps') return Math.max(0, Math.min(trace.steps, Math.floor(x)));
  const { at } = trace.events.atNs;
  let low = 0;
  let high = trace.steps;
  while (low < high) {
    const mid = (low + high) >>> 1;
    if (at[mid] <= x) low = mid + 1;
    else high = mid;
  }
  return low;
}

/**
 * The step nearest to a place of an axis, at least 1 where there is any.
 * @param {import('model/trace.js').Trace} trace @param {number} x @param {Axis} axis
 */
export function nearestStep(trace, x, axis) {
  const before = stepAt(trace, x, axis);
  if (before === 0) return Math.min(1, trace.steps);
  if (before === trace.steps) return before;
  return x - xOf(trace, before, axis) <= xOf(trace, before + 1, axis) - x ? before : before + 1;
}

/**
 * How far what is still going on is drawn: to the last step, and beyond it while a call goes on or the run is live.
 * @param {import('model/trace.js').Trace} trace @param {Axis} axis @param {number} last the last step that may be shown
 */
export function edgeOf(trace, axis, last) {
  const x = xOf(trace, last, axis);
  // A call that never returned is drawn beyond its last step: else nothing would be seen of it.
  if (last < trace.steps || (trace.over && trace.events.open.size === 0)) return x;
  return axis === 'steps' ? x + 0.9 : x * 1.05;
}

/**
 * The whole of an axis, with room for what lies after the last step.
 * @param {import('model/trace.js').Trace} trace @param {Axis} axis
 * @returns {[number, number]}
 */
export function wholeOf(trace, axis) {
  // A wait that never ended needs room for the words that say so.
  const after = trace.endless ? 0.28 : 0.06;
  if (axis === 'steps') return [0, Math.max(8, trace.steps + Math.max(1, trace.steps * after))];
  return [0, Math.max(1000, xOf(trace, trace.steps, axis) * (1 + after))];
}

/**
 * A range moved and cut so that it lies within the whole and is not narrower than can be drawn.
 * @param {[number, number]} range @param {[number, number]} whole @param {Axis} axis
 * @returns {[number, number] | null} null stands for the whole
 */
export function fitRange([from, to], whole, axis) {
  const least = axis === 'steps' ? 4 : 100;
  const length = Math.max(least, to - from);
  const all = whole[1] - whole[0];
  if (length >= all * 0.999) return null;
  const start = Math.max(whole[0], Math.min(whole[1] - length, (from + to - length) / 2));
  // As fine as a link can say, so that a link opens exactly what was seen.
  const grain = axis === 'steps' ? 1000 : 1;
  return [Math.round(start * grain) / grain, Math.round((start + length) * grain) / grain];
}
