// @ts-check
import { actorAt, actorsOf } from 'model/actors.js';
import { countUpTo } from 'model/column.js';

/** @typedef {import('model/trace.js').Trace} Trace */

/** A step number brought within the run. @param {Trace} trace @param {number} step */
export function clampStep(trace, step) {
  return Math.max(Math.min(1, trace.steps), Math.min(trace.steps, Math.round(step)));
}

/**
 * The next step on a lane; the step itself where there is none.
 * @param {Trace} trace @param {string} lane `w0` for a worker, `w0.1` for a thread of it, `o0` for an object @param {number} step @param {1 | -1} way
 */
export function alongLane(trace, lane, step, way) {
  const [index, thread] = lane.slice(1).split('.').map(Number);
  const column = lane[0] === 'w' ? trace.events.worker.at : trace.events.object.at;
  for (let s = step + way; s >= 1 && s <= trace.steps; s += way) {
    if (column[s - 1] === index && (thread === undefined || trace.events.thread.at[s - 1] === thread)) return s;
  }
  return step;
}

/** Where what a step put in was taken out, or where its call ended. @param {Trace} trace @param {number} step */
export function effectOf(trace, step) {
  const [edge] = trace.edges.leaving(step);
  if (edge !== undefined) return trace.edges.to.at[edge];
  const partner = trace.events.partner.at[step - 1];
  return partner > step ? partner : step;
}

/** Where what a step took had been put in, or where its call began. @param {Trace} trace @param {number} step */
export function causeOf(trace, step) {
  const [edge] = trace.edges.reaching(step);
  if (edge !== undefined) return trace.edges.from.at[edge];
  const enter = step > 0 ? trace.events.enterOf(step) : step;
  return enter < step ? enter : step;
}

/** All lanes, top to bottom. @param {Trace} trace @param {any} info */
export function lanesOf(trace, info) {
  return [...actorsOf(trace, info).map(({ key }) => key), ...(info.objects ?? []).map((/** @type {any} */ _, /** @type {number} */ i) => `o${i}`)];
}

/** The lane a step belongs to. @param {Trace} trace @param {any} info @param {number} step */
export function laneOfStep(trace, info, step) {
  return actorAt(actorsOf(trace, info), trace, step)?.key ?? 'w0';
}

/**
 * The first step of the next chapter, or of the one before; the step itself where there is none.
 * @param {Trace} trace @param {number} step @param {1 | -1} way
 */
export function chapterFrom(trace, step, way) {
  const { marks } = trace;
  if (way > 0) return marks[countUpTo(marks, marks.length, step)] ?? step;
  return marks[countUpTo(marks, marks.length, step - 1) - 1] ?? step;
}
