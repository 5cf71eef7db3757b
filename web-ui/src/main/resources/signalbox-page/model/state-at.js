// @ts-check
import { NO_OBJECT } from 'model/events.js';
import { waitsForever } from 'model/forever.js';
import { holdersAt } from 'model/held.js';
import { DOING } from 'model/lane.js';
import { callText, endText } from 'model/notation.js';

/**
 * @typedef {object} WorkerState
 * @property {number} index @property {string} name @property {number | null} pid
 * @property {'not started'|'runs'|'calls'|'pauses'|'waits'|'waits for ever'|'ended'} doing
 * @property {string} call the call it is in, or its end in words
 * @property {string | null} object what it waits for
 * @property {number} objectIndex or -1
 * @property {number} since step at which it began to do so, 0 for never
 * @property {number} sinceNs
 * @property {number} untilNs up to when that counts
 * @property {number} line of the scenario, 0 where none is known
 *
 * @typedef {object} ObjectState
 * @property {number} index @property {string} name @property {string} kind
 * @property {{name: string, label: string, max: number | null, value: number}[]} cells
 * @property {number[]} waiting workers
 * @property {import('model/held.js').Holder[]} holders
 *
 * @typedef {{step: number, atNs: number, workers: WorkerState[], objects: ObjectState[]}} State
 */

const WORDS = /** @type {const} */ (['ended', 'runs', 'calls', 'pauses', 'waits']);

/**
 * Everything that is so after a step, plain enough for JSON.
 * @param {import('model/trace.js').Trace} trace @param {any} info RunInfo @param {number} step @param {boolean} over
 * @returns {State}
 */
export function stateAt(trace, info, step, over) {
  const forever = waitsForever(trace, info, over);
  const atNs = step > 0 ? trace.events.atNs.at[step - 1] : 0;
  // What never returned went on until the run was over, though nothing happened any more.
  const endNs = over ? Math.max(atNs, trace.lastNs, (info.durationMs ?? 0) * 1e6) : atNs;
  const untilNs = step >= trace.steps ? endNs : atNs;
  const workers = (info.workers ?? []).map((/** @type {any} */ worker, /** @type {number} */ index) =>
{
    const state = workerAt(trace, info, index, step, forever.get(index));
    state.untilNs = state.doing === 'waits for ever' ? endNs : untilNs;
    return state;
  });
  const objects = (info.objects ?? []).map((/** @type {any} */ object, /** @type {number} */ index) => ({
    index,
    name: object.name,
    kind: object.kind,
    cells: object.cells.map((/** @type {any} */ cell, /** @type {number} */ c) => ({
      name: cell.name,
      label: cell.label ?? cell.name,
      max: cell.max ?? null,
      value: trace.cell(index, c).at(step),
    })),
    holders: holdersAt(trace, info, index, step),
    waiting: workers.filter((/** @type {WorkerState} */ w) => w.objectIndex === index).map((/** @type {WorkerState} */ w) => w.index),
  }));
  return { step, atNs, workers, objects };
}

/** @returns {WorkerState} */
function workerAt(trace, info, index, step, forever) {
  const { name, pid } = info.workers[index];
  const state = { index, name, pid: pid ?? null, doing: /** @type {WorkerState['doing']} */ ('not started'), call: '', object: null, objectIndex: -1, since: 0, sinceNs: 0, untilNs: 0, line: 0 };
  const lane = trace.lane(index);
  const at = lane.indexAt(step);
  if (at < 0) return state;
  const { events } = trace;
  const last = lane.steps.at[at];
  const doing = lane.doing.at[at];
  // A part of a call does not begin it: it goes on since its ENTER.
  const enter = events.enterOf(last);
  const since = doing === DOING.WAITING ? events.waitOf(last) : doing === DOING.CALL || doing === DOING.PAUSE ? enter : last;
  state.since = since;
  state.sinceNs = events.atNs.at[since - 1];
  state.line = lineUpTo(trace, lane, at);
  state.doing = WORDS[doing];
  if (doing === DOING.NOTHING) {
    state.call = trace.opOf(last).effect === 'end' ? endText(trace, info, last) : `ended inside ${callText(trace, info, last)}`;
  } else if (doing !== DOING.RUNNING) {
    state.call = callText(trace, info, since);
  }
  if (doing === DOING.WAITING) {
    const object = events.object.at[since - 1];
    if (object !== NO_OBJECT) {
      state.objectIndex = object;
      state.object = info.objects?.[object]?.name ?? null;
    }
    if (forever !== undefined && forever.enter === enter && step >= forever.from) state.doing = 'waits for ever';
  }
  return state;
}

/** The line of the last step that had one. */
function lineUpTo(trace, lane, at) {
  for (let i = at; i >= 0 && i > at - 8; i--) {
    const line = trace.events.line.at[lane.steps.at[i] - 1];
    if (line > 0) return line;
  }
  return 0;
}
