// @ts-check
import { actorsOf } from 'model/actors.js';
import { callText } from 'model/call-text.js';
import { NO_OBJECT } from 'model/events.js';
import { waitsForever } from 'model/forever.js';
import { holdersAt } from 'model/held.js';
import { lifeOf, nativeSpan } from 'model/kin.js';
import { DOING } from 'model/lane.js';
import { endText } from 'model/notation.js';
import { programOf } from 'model/program.js';
import { waitText } from 'model/wait-text.js';

/**
 * What one worker does, or one thread of it.
 *
 * @typedef {object} WorkerState
 * @property {number} index of the worker @property {number} thread @property {string} key of its lane
 * @property {string} name @property {string} letter @property {number | null} pid
 * @property {'not started'|'starting'|'runs'|'calls'|'pauses'|'waits'|'waits for ever'|'ended'} doing
 * @property {string} call the call it is in, its end in words, or the program that runs unseen
 * @property {string | null} object what it waits for
 * @property {string} waitsFor the same in words
 * @property {number} objectIndex or -1
 * @property {number} opens the access with which it waits in an open, -1 where it does not
 * @property {number} since step at which it began to do so, 0 for never
 * @property {number} sinceNs
 * @property {number} untilNs up to when that counts
 * @property {number} line of its source, 0 where none is known
 *
 * @typedef {object} ObjectState
 * @property {number} index @property {string} name @property {string} kind @property {string} path
 * @property {boolean} exists whether it has been made by then @property {boolean} foreign
 * @property {{name: string, label: string, max: number | null, value: number}[]} cells -1 where nobody can know
 * @property {number[]} waiting workers
 * @property {import('model/held.js').Holder[]} holders
 *
 * @typedef {{step: number, atNs: number, workers: WorkerState[], actors: WorkerState[], objects: ObjectState[]}} State
 */

const WORDS = /** @type {const} */ (['ended', 'runs', 'calls', 'pauses', 'waits']);
/** Of a worker with several threads: what the one does that is furthest from its end. */
const LIVELIEST = ['runs', 'calls', 'pauses', 'waits', 'waits for ever', 'starting', 'not started', 'ended'];

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
  const actors = actorsOf(trace, info).map((actor) => {
    const state = actor.isNative ? nativeAt(trace, info, actor, step) : actorAt(trace, info, actor, step, forever.get(trace.lane(actor.worker, actor.thread)));
    state.untilNs = state.doing === 'waits for ever' ? endNs : untilNs;
    return state;
  });
  const workers = (info.workers ?? []).map((/** @type {any} */ { name }, /** @type {number} */ index) => {
    const threads = actors.filter((a) => a.index === index);
    const [first] = threads.slice().sort((a, b) => LIVELIEST.indexOf(a.doing) - LIVELIEST.indexOf(b.doing));
    return threads.length === 1 ? first : { ...first, name, letter: first.letter[0], key: `w${index}` };
  });
  const objects = (info.objects ?? []).map((/** @type {any} */ object, /** @type {number} */ index) => ({
    index,
    name: object.name,
    kind: object.kind,
    path: object.path ?? '',
    exists: (trace.made[index] ?? 0) <= step,
    foreign: object.foreign === true,
    cells: object.cells.map((/** @type {any} */ cell, /** @type {number} */ c) => ({
      name: cell.name,
      label: cell.label ?? cell.name,
      max: cell.max ?? null,
      value: trace.cell(index, c).at(step),
    })),
    holders: [...holdersAt(trace, info, index, step), ...opening(actors, index)],
    waiting: workers.filter((/** @type {WorkerState} */ w) => actors.some((a) => a.index === w.index && a.objectIndex === index)).map((/** @type {WorkerState} */ w) => w.index),
  }));
  return { step, atNs, workers, actors, objects };
}

/** Those who wait in an open of an object. @param {WorkerState[]} actors @param {number} object @returns {import('model/held.js').Holder[]} */
function opening(actors, object) {
  return actors.filter((a) => a.opens >= 0 && a.objectIndex === object).map((a) => ({ worker: a.index, access: a.opens, fd: -1, word: 'opens', opens: true }));
}

/** @param {any} info @param {import('model/actors.js').Actor} actor @returns {WorkerState} */
function stateOf(info, { worker, thread, key, name, letter }) {
  return { index: worker, thread, key, name, letter, pid: info.workers[worker].pid || null, doing: 'not started', call: '', object: null, waitsFor: '', objectIndex: -1, opens: -1, since: 0, sinceNs: 0, untilNs: 0, line: 0 };
}

/** A program whose calls are not seen: all that is known is when it ran and how it ended. @returns {WorkerState} */
function nativeAt(trace, info, actor, step) {
  const state = stateOf(info, actor);
  const { from, to } = nativeSpan(trace, actor.worker);
  if (from === 0 || step < from) return state;
  const ended = to > 0 && step >= to;
  state.since = ended ? to : from;
  state.sinceNs = trace.events.atNs.at[state.since - 1];
  state.doing = ended ? 'ended' : 'runs';
  const { end } = lifeOf(trace, actor.worker);
  state.call = ended ? (end > 0 ? endText(trace, info, end) : 'ended') : programOf(info, actor.worker);
  return state;
}

/** @returns {WorkerState} */
function actorAt(trace, info, actor, step, forever) {
  const state = stateOf(info, actor);
  const lane = trace.lane(actor.worker, actor.thread);
  const at = lane.indexAt(step);
  const { events } = trace;
  if (at < 0) {
    const born = trace.spawned.get(actor.worker)?.step ?? Infinity;
    if (born > step) return state;
    // A child is there from the call of its parent on, and needs a while to its first step.
    return { ...state, doing: 'starting', since: born, sinceNs: events.atNs.at[born - 1] };
  }
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
  const endless = forever !== undefined && forever.enter === enter && step >= forever.from && doing !== DOING.NOTHING;
  if (doing === DOING.WAITING || endless) {
    state.waitsFor = waitText(trace, info, since).short;
    const object = events.object.at[since - 1];
    if (object !== NO_OBJECT) {
      state.objectIndex = object;
      if (trace.opOf(enter).effect === 'open') state.opens = (events.flags.at[enter - 1] & 0x30) >> 4;
      state.object = info.objects?.[object]?.name ?? null;
    }
    if (endless) state.doing = 'waits for ever';
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
