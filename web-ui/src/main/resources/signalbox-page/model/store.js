// @ts-check

/**
 * What the page shows, apart from the trace itself.
 *
 * @typedef {object} PageState
 * @property {any} info RunInfo as last told
 * @property {'connecting'|'open'|'lost'|'ended'} connection
 * @property {number} retryMs
 * @property {number} rows rises with every row: views compare it
 * @property {'timeline'|'events'} view
 * @property {number} step the cursor; 0 before the first
 * @property {boolean} follow whether the cursor goes with the end of a live run
 * @property {boolean} playing
 * @property {number} speed
 * @property {import('model/axis.js').Axis} axis
 * @property {[number, number] | null} range
 * @property {string | null} lane chosen by hand
 * @property {boolean} hideFuture
 * @property {'light'|'dark'} theme
 * @property {boolean} help
 * @property {string} search what is looked for in the events, empty for nothing
 * @property {boolean} letters whether single letters and signs are orders
 * @property {string} notice why an order led nowhere
 */

/** @type {PageState} */
export const FIRST = Object.freeze({
  info: {}, connection: 'connecting', retryMs: 0, rows: 0, view: 'timeline', step: 0, follow: true, playing: false,
  speed: 1, axis: 'steps', range: null, lane: null, hideFuture: false, theme: 'light', help: false, search: '', letters: true, notice: '',
});

/**
 * The one store: states follow each other, nobody changes one.
 * @param {PageState} first
 * @param {(state: PageState) => void} changed
 */
export function createStore(first, changed) {
  let state = first;
  return {
    get: () => state,
    /** @param {Partial<PageState>} change */
    set(change) {
      state = { ...state, ...change };
      changed(state);
    },
  };
}
