// @ts-check
import { fitRange, wholeOf, xOf } from 'model/axis.js';
import { alongLane, causeOf, chapterFrom, clampStep, effectOf, laneOfStep, lanesOf } from 'model/moves.js';

/** @typedef {import('model/store.js').PageState} PageState */
/** @typedef {import('model/trace.js').Trace} Trace */

const SPEEDS = [1, 4, 16, 64];
const FOCUS_STEPS = 14;

/** The cursor at a step, the view moved along where the step lies outside. @param {PageState} state @param {Trace} trace @param {number} step */
export function toStep(state, trace, step) {
  const to = clampStep(trace, step);
  return { step: to, follow: false, range: revealed(state, trace, to), notice: '' };
}

/** The range, moved so that a step is in it. @param {PageState} state @param {Trace} trace @param {number} step */
export function revealed({ axis, range }, trace, step) {
  if (range === null) return null;
  const x = xOf(trace, step, axis);
  const length = range[1] - range[0];
  if (x >= range[0] && x <= range[1]) return range;
  const from = x < range[0] ? x - length * 0.15 : x - length * 0.85;
  return fitRange([from, from + length], wholeOf(trace, axis), axis);
}

/** @param {PageState} state @param {Trace} trace @param {number} factor below 1 zooms in @param {number} [about] */
export function zoomed({ axis, range, step }, trace, factor, about) {
  const whole = wholeOf(trace, axis);
  const [from, to] = range ?? whole;
  const cursor = xOf(trace, step, axis);
  const x = about ?? (cursor >= from && cursor <= to ? cursor : (from + to) / 2);
  return { range: fitRange([x - (x - from) * factor, x + (to - x) * factor], whole, axis) };
}

/** @param {PageState} state @param {Trace} trace @param {number} share of what is in view */
export function panned({ axis, range }, trace, share) {
  if (range === null) return {};
  const shift = (range[1] - range[0]) * share;
  return { range: fitRange([range[0] + shift, range[1] + shift], wholeOf(trace, axis), axis) };
}

/** The same part of the run on the other axis. @param {PageState} state @param {Trace} trace @param {import('model/axis.js').Axis} axis */
export function onAxis({ step }, trace, axis) {
  return { axis, range: /** @type {[number, number] | null} */ (null), step };
}

/**
 * What an order changes; an order that means nothing here changes nothing.
 * @param {string} command @param {PageState} state @param {Trace} trace @returns {Partial<PageState>}
 */
export function obey(command, state, trace) {
  const go = (/** @type {number} */ step) => ({ ...toStep(state, trace, step), playing: false });
  const lane = state.lane ?? laneOfStep(trace, state.info, state.step);
  const lanes = lanesOf(trace, state.info);
  const beside = (/** @type {number} */ way) => lanes[Math.max(0, Math.min(lanes.length - 1, (state.lane === null ? (way > 0 ? -1 : lanes.length) : lanes.indexOf(lane)) + way))] ?? null;
  const along = (/** @type {number} */ step, /** @type {string} */ none) => (step === state.step ? { notice: none } : go(step));
  switch (command) {
    case 'forward': return go(state.step + 1);
    case 'back': return go(state.step - 1);
    case 'forward10': return go(state.step + 10);
    case 'back10': return go(state.step - 10);
    case 'first': return go(1);
    case 'last': return { ...go(trace.steps), follow: true };
    case 'laneForward': return { ...go(alongLane(trace, lane, state.step, 1)), lane };
    case 'laneBack': return { ...go(alongLane(trace, lane, state.step, -1)), lane };
    case 'laneUp': return { lane: beside(-1) };
    case 'laneDown': return { lane: beside(1) };
    case 'effect': return along(effectOf(trace, state.step), trace.edges.reaching(state.step).length > 0 ? 'The arrow ends here; [ goes back along it' : 'No arrow leads on from here');
    case 'cause': return along(causeOf(trace, state.step), trace.edges.leaving(state.step).length > 0 ? 'The arrow begins here; ] follows it' : 'No arrow leads here');
    case 'nextChapter': return along(chapterFrom(trace, state.step, 1), 'No chapter begins after this step');
    case 'lastChapter': return along(chapterFrom(trace, state.step, -1), 'No chapter begins before this step');
    case 'play': return state.playing ? { playing: false } : { playing: true, follow: false, ...(state.step >= trace.steps ? toStep(state, trace, 1) : {}) };
    case 'speed': return { speed: SPEEDS[(SPEEDS.indexOf(state.speed) + 1) % SPEEDS.length] };
    case 'zoomIn': return zoomed(state, trace, 0.6);
    case 'zoomOut': return zoomed(state, trace, 1 / 0.6);
    case 'panLeft': return panned(state, trace, -0.2);
    case 'panRight': return panned(state, trace, 0.2);
    case 'focus': return focused(state, trace);
    case 'all': return { range: null };
    case 'axis': return onAxis(state, trace, state.axis === 'steps' ? 'time' : 'steps');
    case 'timeline': return { view: 'timeline' };
    case 'events': return { view: 'events' };
    case 'hide': return { hideFuture: !state.hideFuture };
    case 'theme': return { theme: state.theme === 'dark' ? 'light' : 'dark' };
    case 'help': return { help: !state.help };
    case 'escape': return { lane: null, playing: false, help: false };
    default: return {};
  }
}

/** The steps around the cursor; when they are in view already, all. */
function focused(state, trace) {
  const x = (/** @type {number} */ step) => xOf(trace, clampStep(trace, step), state.axis);
  const around = /** @type {[number, number]} */ ([x(state.step - FOCUS_STEPS), x(state.step + FOCUS_STEPS)]);
  const range = fitRange(around, wholeOf(trace, state.axis), state.axis);
  const same = range !== null && state.range !== null && range.every((v, i) => Math.abs(v - /** @type {[number, number]} */ (state.range)[i]) < 1e-6);
  return { range: same ? null : range };
}
