// @ts-check
import { NO_OBJECT } from 'model/events.js';
import { duration, grouped, plural } from 'model/format.js';
import { holdersAt, side } from 'model/held.js';
import { nativeSpan } from 'model/kin.js';
import { DOING } from 'model/lane.js';
import { stepWords } from 'model/notation.js';
import { holderText } from 'model/other-end.js';
import { programOf } from 'model/program.js';

/** @typedef {import('model/trace.js').Trace} Trace */

/**
 * What a worker does at a place of an axis, in a few lines; empty where it does nothing.
 * @param {Trace} trace @param {any} info RunInfo @param {import('model/actors.js').Actor} actor
 * @param {number} x @param {import('model/axis.js').Axis} axis @param {number} at the step at that place @param {number} last the last step that may be told
 */
export function workerText(trace, info, actor, x, axis, at, last) {
  if (actor.isNative) {
    const { from, to } = nativeSpan(trace, actor.worker);
    return from === 0 || at < from || (to > 0 && at > to) ? '' : `${actor.name}: ${programOf(info, actor.worker)}\nA native program: its calls are not seen.`;
  }
  const lane = trace.lane(actor.worker, actor.thread);
  const index = Math.min(lane.indexAtX(x, axis), lane.indexAt(last));
  if (index < 0 || lane.doing.at[index] === DOING.NOTHING) return '';
  const { events } = trace;
  const step = lane.steps.at[index];
  if (lane.doing.at[index] === DOING.RUNNING) return `${actor.name} runs\nafter step ${grouped(step)}: ${told(trace, info, step)}`;
  const enter = events.enterOf(step);
  const end = events.partner.at[enter - 1];
  const isBack = end > 0 && end <= last;
  const wait = events.waitOf(enter);
  const lines = [`${actor.name}: ${told(trace, info, isBack ? end : enter)}`, isBack ? `steps ${grouped(enter)} to ${grouped(end)}, ${duration(events.atNs.at[end - 1] - events.atNs.at[enter - 1])}` : `since step ${grouped(enter)}`];
  if (wait > 0 && wait <= last && isBack) lines.push(`waited ${duration(events.atNs.at[end - 1] - events.atNs.at[wait - 1])}`);
  return lines.join('\n');
}

/** @param {Trace} trace @param {any} info @param {number} step */
function told(trace, info, step) {
  const { call, tail, preview, note } = stepWords(trace, info, step);
  return [call === '' ? '' : `${call}${tail}`, preview, note].filter((part) => part !== '').join('  ');
}

/** How an object is at a step, and who holds its ends; empty before it is made. @param {Trace} trace @param {any} info RunInfo @param {number} object @param {number} step */
export function objectText(trace, info, object, step) {
  const known = info.objects[object];
  if (object === NO_OBJECT || (trace.made[object] ?? 0) > step) return '';
  const level = known.cells.findIndex((/** @type {any} */ c) => c.max > 0);
  const value = level < 0 ? 0 : trace.cell(object, level).at(step);
  const holders = holdersAt(trace, info, object, step);
  const named = (/** @type {number} */ access) => side(holders, access).map((h) => holderText(info, h)).join(', ') || 'nobody';
  const full = level < 0 ? '' : `: ${value < 0 ? 'how full it is cannot be told' : `${plural(value, 'byte')} of ${grouped(known.cells[level].max)}`}`;
  return `${known.name}${full}\nwritten by: ${named(1)}\nread by: ${named(0)}`;
}
