// @ts-check
import { expectLines, paragraphs } from 'model/scenario-text.js';
import { sourceAtHand, sourcesOf } from 'model/sources.js';
import { badge } from 'view/badge.js';
import { el, fill } from 'view/dom.js';
import { codeLine } from 'view/code-line.js';

/** What the scenario is about, and the source of the worker at hand with a badge beside each line that somebody is at. @param {HTMLElement} host */
export function createSourcePane(host) {
  const head = el('div', { class: 'ph sources' });
  const about = el('div', { class: 'about', tabindex: 0, role: 'region', 'aria-label': 'What the scenario is about' });
  const lines = el('div', { class: 'lines' });
  const text = el('div', { class: 'src mono', tabindex: 0, role: 'region', 'aria-label': 'Source text' }, lines);
  host.append(head, about, text);
  let shownText = '';
  let shown = '';
  /** @type {{file: string, at: string} | null} chosen by hand, until the cursor moves to another worker */
  let picked = null;
  let redraw = () => {};
  /** @type {HTMLElement | null} */
  let current = null;
  new ResizeObserver(() => current !== null && keepInSight(text, current)).observe(text);
  /** @type {Set<number>} rows that tell how the run should end */
  let expected = new Set();

  /** @param {import('model/sources.js').Source} source */
  function write(source) {
    shownText = source.text;
    expected = source.isScenario ? expectLines(source.text) : new Set();
    lines.replaceChildren(...source.text.replace(/\n$/, '').split('\n').map((line, i) =>
      el('div', { class: 'ln' }, el('span', { class: 'gut' }, el('span', { class: 'pcs' }), el('span', { class: 'no' }, String(i + 1))), el('code', {}, ...codeLine(line, source.isScenario)))));
    text.scrollTop = 0;
  }

  /** @param {any} info */
  function writeHead(info, sources, source, at) {
    fill(head, [sources.map((s) => s.file), source.file], () => sources.length === 1 ? ['Scenario', el('small', {}, source.file)] : sources.map((one) =>
      el('button', { class: 'file', 'aria-pressed': String(one.file === source.file), onclick: () => {
        picked = { file: one.file, at };
        redraw();
      } }, one.isScenario ? one.file || 'scenario' : one.file)));
    fill(about, [info.scenario?.about ?? ''], () => paragraphs(info.scenario?.about ?? '').map((p) => el('p', {}, p)));
    about.hidden = about.children.length === 0;
  }

  const pane = {
    /** @param {import('model/store.js').PageState} state @param {import('model/state-at.js').State} now @param {import('model/actors.js').Actor | undefined} actor who made the step @param {boolean} revealed whether the end may be told */
    render(state, now, actor, revealed) {
      redraw = () => pane.render(state, now, actor, revealed);
      const { info, step, lane } = state;
      const sources = sourcesOf(info);
      const at = `${lane} ${actor?.worker}`;
      if (picked !== null && picked.at !== at) picked = null;
      const source = sources.find((s) => s.file === picked?.file) ?? sourceAtHand(sources, lane, actor);
      writeHead(info, sources, source, at);
      if (source.text !== shownText) write(source);
      const here = new Map();
      for (const worker of now.actors) {
        if (worker.line > 0 && worker.doing !== 'ended' && source.workers.includes(worker.index)) here.set(worker.line, [...(here.get(worker.line) ?? []), worker]);
      }
      [...lines.children].forEach((row, i) => {
        const those = here.get(i + 1) ?? [];
        const mine = those.some((/** @type {any} */ w) => w.index === actor?.worker && w.thread === actor?.thread);
        const bad = those.some((/** @type {any} */ w) => w.doing === 'waits for ever');
        row.className = `ln ${those.length > 0 ? 'at' : ''} ${those.length > 1 ? 'crowd' : ''} ${mine ? 'mine' : ''} ${bad ? 'bad' : ''}`;
        /** @type {HTMLElement} */ (row).hidden = !revealed && expected.has(i);
        fill(/** @type {Element} */ (row.firstElementChild?.firstElementChild), those.map((/** @type {any} */ w) => [w.letter, w.doing]), () => badgesAt(those));
        // Only when the cursor moves: else nobody could scroll away from it.
        if (mine && `${step} ${source.file}` !== shown) {
          shown = `${step} ${source.file}`;
          current = /** @type {HTMLElement} */ (row);
          keepInSight(text, current);
        }
      });
      text.classList.toggle('folded', !revealed && expected.size > 0);
    },
  };
  return pane;
}

const BADGES_MAX = 3;

/** @param {import('model/state-at.js').WorkerState[]} those who are at a line */
function badgesAt(those) {
  const shown = those.slice(0, those.length > BADGES_MAX ? BADGES_MAX - 1 : BADGES_MAX).map((w) => badge(w.letter, w.doing, `${w.name}: ${w.doing}`));
  if (those.length > BADGES_MAX) shown.push(badge(`+${those.length - shown.length}`, 'runs', those.map((w) => w.name).join(', ')));
  return shown;
}

/** @param {HTMLElement} pane to which the row's offset counts @param {HTMLElement} row */
function keepInSight(pane, row) {
  const top = row.offsetTop;
  if (top < pane.scrollTop + 20) pane.scrollTop = Math.max(0, top - 40);
  else if (top + 40 > pane.scrollTop + pane.clientHeight) pane.scrollTop = top + 60 - pane.clientHeight;
}
