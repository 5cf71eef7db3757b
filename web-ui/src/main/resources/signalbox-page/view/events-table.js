// @ts-check
import { actorAt, actorsOf } from 'model/actors.js';
import { duration, grouped, instant } from 'model/format.js';
import { stepSaid } from 'model/find-step.js';
import { stepWords, waitedNs } from 'model/notation.js';
import { badge } from 'view/badge.js';
import { d3 } from 'view/d3.js';
import { el, fill } from 'view/dom.js';
import { createSearchField } from 'view/search-field.js';

const ROW = 27;
// Browsers give up on heights beyond some ten million pixels: above that a scrolled pixel is more than a row.
const HEIGHT_MAX = 8e6;
const TIME = 'The instant, since the run began, at which the step took effect by the order that was worked out: for a call it lies between its start and its return.';
const COLUMNS = ['step', 'time', 'who', 'what happened', 'waited', 'line'];

/** Every event in words; only the rows in sight exist. @param {HTMLElement} host @param {import('view/page.js').Actions} actions */
export function createEventsTable(host, actions) {
  const space = el('div', { class: 'space', role: 'presentation' });
  const rows = el('div', { class: 'rows', role: 'rowgroup' });
  const scroller = el('div', { class: 'scroll', tabindex: 0, 'aria-label': 'Events' }, space, rows);
  const head = el('div', { class: 'row head', role: 'row' }, ...COLUMNS.map((name) => el('span', { role: 'columnheader', class: name.split(' ')[0], title: name === 'time' ? TIME : null }, name)));
  const search = createSearchField(actions);
  head.children[3].append(search);
  const grid = el('div', { class: 'grid', role: 'table', 'aria-label': 'Events' }, head, scroller);
  host.append(grid);
  /** @type {import('model/store.js').PageState | null} */
  let state = null;
  /** @type {import('model/trace.js').Trace | null} */
  let trace = null;
  let shown = -1;
  let view = 0;
  // Measured when it changes: to ask while drawing would lay out the whole page again.
  new ResizeObserver(() => {
    view = scroller.clientHeight;
    shown = -1;
    if (state !== null && trace !== null) api.render(state, trace);
  }).observe(scroller);
  scroller.addEventListener('scroll', () => draw());

  const geometry = () => {
    const count = state === null || trace === null ? 0 : state.hideFuture ? state.step : trace.steps;
    // The rest of a row below the last: scrolled to the end, the first row in sight is whole.
    const all = count * ROW + (view % ROW);
    const height = Math.min(HEIGHT_MAX, all);
    const scale = height === all || height <= view ? 1 : (all - view) / (height - view);
    return { count, height, scale };
  };

  function draw() {
    if (state === null || trace === null) return;
    const { count, height, scale } = geometry();
    space.style.height = `${height}px`;
    const top = scroller.scrollTop * scale;
    const first = Math.max(0, Math.floor(top / ROW) - 2);
    const last = Math.min(count, Math.ceil((top + view) / ROW) + 2);
    rows.style.transform = `translateY(${scroller.scrollTop - (top - first * ROW)}px)`;
    grid.setAttribute('aria-rowcount', String(count + 1));
    const { info, step } = state;
    const actors = actorsOf(trace, info);
    const [t, s] = [trace, state];
    const wanted = state.search.toLowerCase();
    const isHit = (/** @type {number} */ n) => wanted !== '' && stepSaid(t, info, actors, n).includes(wanted);
    // Without an outcome nobody knows whether a call returned after what was written.
    const over = state.connection === 'ended' && Boolean(info.outcome) && !(state.hideFuture && step < trace.steps);
    d3.select(rows).selectAll('div.row').data(d3.range(first + 1, last + 1), (/** @type {number} */ n) => n)
      .join((/** @type {any} */ enter) => enter.append('div').attr('role', 'row').on('click', (/** @type {any} */ _, /** @type {number} */ n) => actions.step(n)))
      .order()
      .each(/** @this {Element} */ function (/** @type {number} */ n) {
        // What a row says may change while the run is live: its call may turn out to wait, or never to return.
        fill(this, [t.events.waits(n), over && t.events.isOpen(n)], () => cellsOf(t, info, actors, n, over));
      })
      .attr('class', (/** @type {number} */ n) => `row ${n === step ? 'current' : n > step ? 'later' : ''} ${isHit(n) ? 'hit' : ''}`)
      .attr('aria-rowindex', (/** @type {number} */ n) => n + 1)
      .attr('aria-current', (/** @type {number} */ n) => (n === s.step ? 'step' : null));
  }

  const api = {
    focusSearch() {
      search.focus();
      search.select();
    },
    /** @param {import('model/store.js').PageState} next @param {import('model/trace.js').Trace} nextTrace */
    render(next, nextTrace) {
      if (state !== null && state.info !== next.info) rows.replaceChildren();
      state = next;
      trace = nextTrace;
      const { height, scale } = geometry();
      space.style.height = `${height}px`;
      if (next.step !== shown) {
        shown = next.step;
        const y = (next.step - 1) * ROW;
        const top = scroller.scrollTop * scale;
        // Three rows of context on either side, as far as there is room for them.
        const margin = Math.min(3 * ROW, Math.max(0, (view - ROW) / 2));
        if (y < top + margin) scroller.scrollTop = Math.max(0, (y - margin) / scale);
        else if (y + ROW > top + view - margin) scroller.scrollTop = (Math.ceil((y + ROW - view + margin) / ROW) * ROW) / scale;
      }
      draw();
    },
  };
  return api;
}

/** @param {import('model/trace.js').Trace} trace */
function cellsOf(trace, info, actors, step, over) {
  const { events } = trace;
  const actor = actorAt(actors, trace, step);
  const words = stepWords(trace, info, step);
  const waited = waitedNs(trace, step);
  const waits = events.waits(step);
  const error = events.errno.at[step - 1] !== 0;
  const line = events.line.at[step - 1];
  const cell = (/** @type {string} */ kind, /** @type {any[]} */ ...children) => el('span', { role: 'cell', class: kind }, ...children);
  return [
    cell('step', grouped(step)),
    cell('time', instant(events.atNs.at[step - 1])),
    cell('who', badge(actor?.letter ?? '?', waits ? 'waits' : 'runs'), actor?.name ?? words.who),
    cell('what',
      words.call === '' ? null : el('code', {}, words.call, el('b', { class: error ? 'bad' : '' }, words.tail)),
      words.preview === '' ? null : el('code', { class: 'bytes' }, words.preview),
      words.note === '' ? null : el('span', { class: waits ? 'note waits' : words.call === '' ? 'note' : 'note aside' }, words.note)),
    over && events.isOpen(step) ? cell('waited bad', 'never returned') : cell('waited', waited >= 0 ? `waited ${duration(waited)}` : ''),
    cell('line', line > 0 ? String(line) : ''),
  ];
}
