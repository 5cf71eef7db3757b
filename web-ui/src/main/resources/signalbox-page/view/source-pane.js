// @ts-check
import { badgesOf } from 'model/badges.js';
import { expectLines, paragraphs } from 'model/scenario-text.js';
import { badge } from 'view/badge.js';
import { el } from 'view/dom.js';

const TOKEN = /(#.*$)|("(?:[^"\\]|\\.)*"|'[^']*')|(^\s*(?:- )?[A-Za-z_][\w-]*(?=:))|(\b[a-z_]\w*(?=\())|(\b\d[\d.]*\b)/gm;
const CLASSES = ['c', 's', 'k', 'r', 'n'];

/** What the scenario is about, and its text with each worker's badge beside the line it is at. @param {HTMLElement} host */
export function createSourcePane(host) {
  const head = el('div', { class: 'ph' });
  const about = el('div', { class: 'about', tabindex: 0, role: 'region', 'aria-label': 'What the scenario is about' });
  const lines = el('div', { class: 'lines' });
  const text = el('div', { class: 'src mono', tabindex: 0, role: 'region', 'aria-label': 'Scenario text' }, lines);
  host.append(head, about, text);
  let source = '';
  let shown = -1;
  /** @type {HTMLElement | null} */
  let current = null;
  new ResizeObserver(() => current !== null && keepInSight(text, current)).observe(text);
  /** @type {Set<number>} rows that tell how the run should end */
  let expected = new Set();

  /** @param {any} scenario */
  function write(scenario) {
    source = scenario.source;
    expected = expectLines(source);
    head.replaceChildren('Scenario', el('small', {}, scenario.file ?? ''));
    about.replaceChildren(...paragraphs(scenario.about ?? '').map((p) => el('p', {}, p)));
    about.hidden = about.children.length === 0;
    lines.replaceChildren(...source.replace(/\n$/, '').split('\n').map((line, i) =>
      el('div', { class: 'ln' }, el('span', { class: 'gut' }, el('span', { class: 'pcs' }), el('span', { class: 'no' }, String(i + 1))), el('code', {}, ...tokens(line)))));
  }

  return {
    /** @param {import('model/store.js').PageState} state @param {import('model/state-at.js').State} now @param {number} actor worker of the step @param {boolean} revealed whether the end may be told */
    render({ info, step }, now, actor, revealed) {
      if ((info.scenario?.source ?? '') !== source) write(info.scenario);
      const letters = badgesOf(info.workers ?? []);
      const at = new Map();
      for (const worker of now.workers) {
        if (worker.line > 0 && worker.doing !== 'ended') at.set(worker.line, [...(at.get(worker.line) ?? []), worker]);
      }
      [...lines.children].forEach((row, i) => {
        const here = at.get(i + 1) ?? [];
        const mine = here.some((/** @type {any} */ w) => w.index === actor);
        const bad = here.some((/** @type {any} */ w) => w.doing === 'waits for ever');
        row.className = `ln ${here.length > 0 ? 'at' : ''} ${here.length > 2 ? 'crowd' : ''} ${mine ? 'mine' : ''} ${bad ? 'bad' : ''}`;
        /** @type {HTMLElement} */ (row).hidden = !revealed && expected.has(i);
        row.firstElementChild?.firstElementChild?.replaceChildren(...here.map((/** @type {any} */ w) => badge(letters[w.index], w.doing, `${w.name}: ${w.doing}`)));
        // Only when the cursor moves: else nobody could scroll away from it.
        if (mine && step !== shown) {
          shown = step;
          current = /** @type {HTMLElement} */ (row);
          keepInSight(text, current);
        }
      });
      text.classList.toggle('folded', !revealed && expected.size > 0);
    },
  };
}

/** @param {HTMLElement} pane to which the row's offset counts @param {HTMLElement} row */
function keepInSight(pane, row) {
  const top = row.offsetTop;
  if (top < pane.scrollTop + 20) pane.scrollTop = Math.max(0, top - 40);
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
