// @ts-check
import { grouped } from 'model/format.js';
import { badgesOf } from 'model/badges.js';
import { stateAt } from 'model/state-at.js';
import { badge } from 'view/badge.js';
import { d3 } from 'view/d3.js';
import { el, fill } from 'view/dom.js';
import { familyOf, icon } from 'view/icons.js';
import { cellRowY } from 'view/layout.js';

/** The names beside the lanes, as a list to choose from. @param {import('view/page.js').Actions} actions */
export function gutterOf(actions) {
  const list = el('div', { class: 'names', role: 'listbox', 'aria-label': 'Lanes', tabindex: 0 });
  const node = el('div', { class: 'gutter' }, list);

  /** @param {import('model/store.js').PageState} state @param {import('model/trace.js').Trace} trace @param {import('view/layout.js').Layout} layout @param {boolean} tooMany arrows */
  function render(state, trace, layout, tooMany) {
    const { info } = state;
    const now = stateAt(trace, info, state.step, state.connection === 'ended' && !(state.hideFuture && state.step < trace.steps));
    const letters = badgesOf(info.workers ?? []);
    d3.select(node).selectAll('div.heading').data(layout.headings).join('div')
      .attr('class', 'heading').style('top', (/** @type {any} */ h) => `${h.y}px`)
      .each(function (/** @type {any} */ h, /** @type {number} */ i) {
        const small = i === 0 && tooMany ? 'too many arrows for this range: zoom in (W) to see them' : h.small;
        fill(/** @type {any} */ (this), [h.text, small], () => [el('b', {}, h.text), el('small', {}, small)]);
      });
    d3.select(list).selectAll('div.lane').data([...layout.workers, ...layout.objects], (/** @type {any} */ b) => b.key).join('div')
      .attr('class', (/** @type {any} */ b) => `lane ${b.key === state.lane ? 'chosen' : ''}`)
      .attr('id', (/** @type {any} */ b) => `lane-${b.key}`)
      .attr('role', 'option').attr('aria-selected', (/** @type {any} */ b) => String(b.key === state.lane))
      .style('top', (/** @type {any} */ b) => `${b.y}px`).style('height', (/** @type {any} */ b) => `${b.height - 1}px`)
      .on('click', (/** @type {any} */ _, /** @type {any} */ b) => actions.lane(b.key))
      .each(/** @this {Element} */ function (/** @type {any} */ box) {
        if (box.key[0] === 'w') {
          const [worker, is] = [info.workers[box.index], now.workers[box.index]];
          fill(this, [worker, is.doing, is.call, letters[box.index]], () => workerName(worker, letters[box.index], is));
        } else {
          fill(this, [now.objects[box.index], box], () => objectName(info.objects[box.index], now.objects[box.index], box));
        }
      });
    if (state.lane !== null) list.setAttribute('aria-activedescendant', `lane-${state.lane}`);
  }

  return { node, render };
}

function workerName(worker, letter, now) {
  const ended = now.doing === 'ended';
  const died = ended && !now.call.startsWith('exited with code 0');
  const second = ended ? now.call.replace(/^ended inside .*/, 'ended inside a call') : worker.pid ? `pid ${worker.pid}` : 'not started';
  return [badge(letter, now.doing), el('span', { class: 'who' }, el('b', { title: worker.name }, worker.name), el('small', { class: died ? 'mono bad' : 'mono' }, second))];
}

function objectName(object, now, box) {
  const family = familyOf(object);
  const mark = el('span', { class: `glyph ${family}` }, icon(family, 18));
  const level = box.level >= 0 ? now.cells[box.level] : null;
  const parts = [mark, el('span', { class: 'who' }, el('span', {}, el('b', {}, object.name), el('small', {}, ` ${object.kind}`)),
    level === null ? null : el('span', { class: `level ${family}` }, el('b', {}, grouped(level.value)), ` of ${grouped(level.max)}`),
    level === null ? null : el('small', {}, level.label))];
  box.rows.forEach((/** @type {number} */ cell, /** @type {number} */ n) => {
    const row = el('small', { class: 'cell' }, now.cells[cell].label);
    row.style.top = `${cellRowY(box, n) - box.y + 1}px`;
    parts.push(row);
  });
  return parts;
}
