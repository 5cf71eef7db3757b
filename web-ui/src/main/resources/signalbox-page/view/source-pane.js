// @ts-check
import { badgesOf } from 'model/badges.js';
import { badge } from 'view/badge.js';
import { el } from 'view/dom.js';

const TOKEN = /(#.*$)|("(?:[^"\\]|\\.)*"|'[^']*')|(^\s*(?:- )?[A-Za-z_][\w-]*(?=:))|(\b[a-z_]\w*(?=\())|(\b\d[\d.]*\b)/gm;
const CLASSES = ['c', 's', 'k', 'r', 'n'];

/** The scenario's text, with each worker's badge on the line it is at. @param {HTMLElement} host */
export function createSourcePane(host) {
  const head = el('div', { class: 'ph' });
  const text = el('div', { class: 'src mono', tabindex: 0, role: 'region', 'aria-label': 'Scenario text' });
  host.append(head, text);
  let source = '';

  return {
    /** @param {import('model/store.js').PageState} state @param {import('model/state-at.js').State} now @param {number} actor worker of the step */
    render({ info }, now, actor) {
      const whole = info.scenario?.source ?? '';
      if (whole !== source) {
        source = whole;
        head.replaceChildren('Scenario', el('small', {}, info.scenario?.file ?? ''));
        text.replaceChildren(...whole.replace(/\n$/, '').split('\n').map((/** @type {string} */ line, /** @type {number} */ i) =>
          el('div', { class: 'ln' }, el('span', { class: 'no' }, String(i + 1)), el('code', {}, ...tokens(line)), el('span', { class: 'pcs' }))));
      }
      const letters = badgesOf(info.workers ?? []);
      const at = new Map();
      for (const worker of now.workers) {
        if (worker.line > 0 && worker.doing !== 'ended') at.set(worker.line, [...(at.get(worker.line) ?? []), worker]);
      }
      [...text.children].forEach((row, i) => {
        const here = at.get(i + 1) ?? [];
        const mine = here.some((/** @type {any} */ w) => w.index === actor);
        const bad = here.some((/** @type {any} */ w) => w.doing === 'waits for ever');
        row.className = `ln ${here.length > 0 ? 'at' : ''} ${mine ? 'mine' : ''} ${bad ? 'bad' : ''}`;
        row.lastElementChild?.replaceChildren(...here.map((/** @type {any} */ w) => badge(letters[w.index], w.doing, `${w.name}: ${w.doing}`)));
        if (mine) keepInSight(text, /** @type {HTMLElement} */ (row));
      });
    },
  };
}

/** @param {HTMLElement} pane @param {HTMLElement} row */
function keepInSight(pane, row) {
  const top = row.offsetTop - pane.offsetTop;
  if (top < pane.scrollTop + 20) pane.scrollTop = top - 40;
  else if (top + 40 > pane.scrollTop + pane.clientHeight) pane.scrollTop = top + 60 - pane.clientHeight;
}

/** @param {string} line */
function tokens(line) {
  const parts = [];
  let done = 0;
  for (const found of line.matchAll(TOKEN)) {
    const kind = CLASSES[found.slice(1).findIndex((group) => group !== undefined)];
    parts.push(line.slice(done, found.index), el('span', { class: kind }, found[0]));
    done = (found.index ?? 0) + found[0].length;
  }
  return [...parts, line.slice(done)];
}
