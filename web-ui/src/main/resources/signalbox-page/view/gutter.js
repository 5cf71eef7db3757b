// @ts-check
import { grouped } from 'model/format.js';
import { accessOf } from 'model/held.js';
import { badge } from 'view/badge.js';
import { d3 } from 'view/d3.js';
import { el, fill } from 'view/dom.js';
import { endBadges, endsLine } from 'view/ends.js';
import { familyOf, glyphOf, icon } from 'view/icons.js';
import { cellRowY } from 'view/layout.js';

const KINDS = /** @type {Record<string, string>} */ ({ exec: 'native', java: 'Java' });

/** The names beside the lanes, as a list to choose from. @param {import('view/page.js').Actions} actions */
export function gutterOf(actions) {
  const list = el('div', { class: 'names', role: 'listbox', 'aria-label': 'Lanes', tabindex: 0 });
  const node = el('div', { class: 'gutter' }, list);

  /** @param {import('model/store.js').PageState} state @param {import('model/state-at.js').State} now @param {import('view/layout.js').Layout} layout @param {boolean} tooMany arrows */
  function render(state, now, layout, tooMany) {
    const { info } = state;
    d3.select(node).selectAll('div.heading').data(layout.headings).join('div')
      .attr('class', 'heading').style('top', (/** @type {any} */ h) => `${h.y}px`)
      .each(function (/** @type {any} */ h, /** @type {number} */ i) {
        const small = i === 0 && tooMany ? 'too many arrows for this range: zoom in (W) to see them' : h.small;
        fill(/** @type {any} */ (this), [h.text, small], () => [el('b', {}, h.text), el('small', {}, small)]);
      });
    d3.select(list).selectAll('div.lane').data([...layout.workers, ...layout.objects], (/** @type {any} */ b) => b.key).join('div')
      .attr('class', (/** @type {any} */ b) => `lane ${b.key === state.lane ? 'chosen' : ''} ${b.actor === null ? 'object' : ''} ${b.low ? 'low' : ''} ${b.actor !== null && !b.actor.isAlone ? (b.actor.isFirst ? 'thread first' : 'thread') : ''}`)
      .attr('id', (/** @type {any} */ b) => `lane-${b.key}`)
      .attr('role', 'option').attr('aria-selected', (/** @type {any} */ b) => String(b.key === state.lane))
      .style('top', (/** @type {any} */ b) => `${b.y}px`).style('height', (/** @type {any} */ b) => `${b.height - 1}px`)
      .style('padding-left', (/** @type {any} */ b) => `${12 + 17 * Math.min(4, b.actor?.depth ?? 0)}px`)
      .order()
      .on('click', (/** @type {any} */ _, /** @type {any} */ b) => actions.lane(b.key))
      .each(/** @this {Element} */ function (/** @type {any} */ box, /** @type {number} */ i) {
        if (box.actor !== null) {
          const [worker, is] = [info.workers[box.index], now.actors[i]];
          fill(this, [worker, is.doing, is.call, box.actor], () => workerName(worker, box.actor, is));
        } else {
          const is = now.objects[box.index];
          fill(this, [is, box, state.hideFuture, is.holders.map((h) => now.workers[h.worker]?.doing)], () => (is.exists ? objectName(info.objects[box.index], is, box, now) : unmade(is, state.hideFuture)));
        }
      });
    if (state.lane !== null) list.setAttribute('aria-activedescendant', `lane-${state.lane}`);
  }

  return { node, render };
}

function workerName(worker, actor, now) {
  const ended = now.doing === 'ended';
  const died = ended && !now.call.startsWith('exited with code 0') && now.call !== 'ended';
  const kind = KINDS[worker.kind];
  const pid = !worker.pid || now.doing === 'not started' ? 'not started' : `${kind === undefined ? '' : `${kind}, `}pid ${worker.pid}${now.doing === 'starting' ? ', starts' : ''}`;
  const state = ended ? now.call.replace(/^ended inside .*/, 'ended inside a call') : pid;
  const second = actor.isAlone ? state : actor.isFirst ? `${worker.name}, ${state}` : worker.name;
  return [actor.depth > 0 && actor.isFirst ? el('i', { class: 'branch', 'aria-hidden': 'true' }) : null, badge(actor.letter, now.doing),
    el('span', { class: 'who' }, el('b', { title: actor.name }, actor.short), el('small', { class: died && actor.isFirst ? 'mono bad' : 'mono', title: second }, second))].filter((part) => part !== null);
}

/** An object that has not been made; who hides the future is not told that it will be. */
function unmade(object, hidden) {
  if (hidden) return [];
  return [el('span', { class: 'glyph faint' }, icon(glyphOf(object), 18)), el('span', { class: 'who' }, el('b', { class: 'faint' }, object.name), el('small', {}, 'not made yet'))];
}

function objectName(object, is, box, now) {
  const family = familyOf(object);
  const mark = el('span', { class: `glyph ${family}` }, icon(glyphOf(object), 18));
  const level = box.level >= 0 ? is.cells[box.level] : null;
  const kind = object.kind === 'fifo' ? 'FIFO' : object.kind;
  const parts = [mark, el('span', { class: 'who' }, el('span', { class: 'named', title: object.path ?? object.name }, el('b', {}, object.name), el('small', {}, ` ${kind}`)),
    level === null ? null : el('span', { class: `level ${level.value < 0 ? 'none' : family}` }, el('b', {}, level.value < 0 ? 'unknown' : grouped(level.value)), level.value < 0 ? '' : ` of ${grouped(level.max)}`),
    level === null || box.low ? null : el('small', {}, level.label),
    box.low ? endsLine(is, now) : null)];
  box.rows.forEach((/** @type {number} */ cell, /** @type {number} */ n) => {
    const access = accessOf(is.cells[cell].name);
    const row = el('small', { class: 'cell' }, is.cells[cell].label, access < 0 ? null : endBadges(is, access, now));
    row.style.top = `${cellRowY(box, n) - box.y}px`;
    parts.push(row);
  });
  return parts;
}
