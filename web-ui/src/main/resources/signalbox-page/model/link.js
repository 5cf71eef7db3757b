// @ts-check

/**
 * What a link to a moment says, readable and in any order: `v=timeline&s=35&ax=time&t=8.2ms..12.3ms&lane=w1`.
 *
 * @typedef {object} Place
 * @property {'timeline'|'events'} view
 * @property {number | null} step null follows the run
 * @property {import('model/axis.js').Axis} axis
 * @property {[number, number] | null} range on that axis (time: ns); null shows all
 * @property {string | null} lane
 */

/** @param {Place} place */
export function encodeLink({ view, step, axis, range, lane }) {
  const parts = [`v=${view}`];
  if (step !== null) parts.push(`s=${step}`);
  parts.push(`ax=${axis}`);
  if (range !== null) {
    const [from, to] = axis === 'time' ? range.map((ns) => `${Number((ns / 1e6).toFixed(6))}ms`) : range.map((s) => String(Number(s.toFixed(3))));
    parts.push(`t=${from}..${to}`);
  }
  if (lane !== null) parts.push(`lane=${lane}`);
  return `#${parts.join('&')}`;
}

/** @param {string} hash @returns {Partial<Place>} only what it says; unknown keys are passed over */
export function decodeLink(hash) {
  const said = new Map(hash.replace(/^#/, '').split('&').map((pair) => /** @type {[string, string]} */ (pair.split('=', 2))));
  /** @type {Partial<Place>} */
  const place = {};
  const view = said.get('v');
  if (view === 'timeline' || view === 'events') place.view = view;
  const step = said.get('s');
  if (step !== undefined && /^\d{1,10}$/.test(step)) place.step = Number(step);
  const axis = said.get('ax');
  if (axis === 'steps' || axis === 'time') place.axis = axis;
  const range = /^(-?[\d.]+)(ms)?\.\.(-?[\d.]+)(ms)?$/.exec(said.get('t') ?? '');
  if (range !== null) {
    const scale = range[2] === 'ms' ? 1e6 : 1;
    const [from, to] = [range[1], range[3]].map((n) => (scale === 1 ? Number(n) : Math.round(Number(n) * scale)));
    if (from < to) place.range = [from, to];
  }
  const lane = said.get('lane');
  if (lane !== undefined && /^(w\d{1,4}(\.\d{1,2})?|o\d{1,4})$/.test(lane)) place.lane = lane;
  return place;
}
