// @ts-check
import { actorAt, actorsOf } from 'model/actors.js';
import { duration, grouped, instant } from 'model/format.js';
import { accessOf, side } from 'model/held.js';
import { DOING, DOING_COUNT } from 'model/lane.js';
import { stepWords, workerName } from 'model/notation.js';
import { holderText, otherEndText } from 'model/other-end.js';
import { shareText } from 'model/share.js';
import { badge } from 'view/badge.js';
import { el, fill } from 'view/dom.js';
import { familyOf, glyphOf, icon } from 'view/icons.js';

const MOVED_MAX = 4;

/** What is so at the cursor: the step, every worker, every object. @param {HTMLElement} host @param {import('view/page.js').Actions} actions */
export function createStatePanel(host, actions) {
  return {
    /** @param {import('model/store.js').PageState} state @param {import('model/trace.js').Trace} trace @param {import('model/state-at.js').State} now */
    render(state, trace, now) {
      const { info, step, hideFuture } = state;
      const arrows = [...trace.edges.leaving(step), ...trace.edges.reaching(step)];
      fill(host, [now, arrows, hideFuture, info.workers, info.findings], () => parts(state, trace, now));
    },
  };

  function parts(state, trace, now) {
    const { info, step, hideFuture } = state;
    const actor = actorAt(actorsOf(trace, info), trace, step);
    const children = [el('div', { class: 'ph' }, step > 0 ? `Step ${grouped(step)}` : 'Before the first step', el('small', {}, step > 0 ? instant(now.atNs) : ''))];
    if (step > 0) children.push(stepCard(trace, info, now, actor, actions, hideFuture ? step : trace.steps));
    children.push(el('div', { class: 'ph line' }, 'Who is doing what'), ...now.actors.map((w) => workerRow(w, info.workers[w.index])));
    children.push(el('div', { class: 'ph line' }, 'Objects'), ...now.objects.filter((o) => o.exists).map((o) => objectCard(o, info, now)));
    const later = hideFuture ? [] : now.objects.filter((o) => !o.exists);
    if (later.length > 0) children.push(el('p', { class: 'unmade' }, `Not made yet: ${later.map((o) => o.name).join(', ')}`));
    children.push(el('div', { class: 'ph line' }, 'How each spent its time so far'), ...now.actors.filter((w) => info.workers[w.index].kind !== 'exec').map((w) => spentRow(trace, w, info.workers[w.index], now)));
    const revealed = !hideFuture || step >= trace.steps;
    const findings = !revealed ? [] : (info.findings ?? []).filter((/** @type {any} */ f) => Math.min(trace.steps, Math.max(0, ...(f.events ?? []))) <= step);
    if (findings.length > 0) children.push(el('div', { class: 'ph line' }, 'Found'), ...findings.map((/** @type {any} */ f) => findingCard(f, actions)));
    for (const worker of revealed ? info.workers ?? [] : []) {
      if (worker.stderr && worker.ended) children.push(el('div', { class: 'ph line' }, `What ${worker.name} said on stderr`), el('pre', { class: 'mono' }, worker.stderr.split('\n').slice(-20).join('\n')));
    }
    return children;
  }
}

function stepCard(trace, info, now, actor, actions, last) {
  const { step } = now;
  const words = stepWords(trace, info, step);
  const waits = trace.events.waits(step);
  const card = el('div', { class: `card ${waits ? 'waits' : ''}` }, el('p', { class: 'lead' }, badge(actor?.letter ?? '?', waits ? 'waits' : 'runs'), el('b', {}, actor?.name ?? words.who), el('small', {}, words.note)));
  if (words.call !== '') card.append(el('p', { class: 'call mono' }, words.call, el('b', { class: trace.events.errno.at[step - 1] ? 'bad' : '' }, words.tail)));
  if (words.preview !== '') card.append(el('p', { class: 'bytes mono' }, words.preview));
  const other = otherEndText(trace, info, step, now);
  if (other !== '') card.append(el('p', { class: 'other' }, other));
  const moved = [
    ...trace.edges.leaving(step).map((e) => ({ e, at: trace.edges.to.at[e], word: 'read by' })),
    ...trace.edges.reaching(step).map((e) => ({ e, at: trace.edges.from.at[e], word: 'written by' })),
  ].filter(({ at }) => at <= last);
  for (const { e, at, word } of moved.slice(0, MOVED_MAX)) {
    card.append(el('p', { class: 'moved' }, `${shareText(trace, e, step, last)}, ${word} `, el('button', { class: 'link', onclick: () => actions.step(at) }, `${workerName(info, trace.events.worker.at[at - 1])}, step ${grouped(at)}`), trace.edges.aside(e)));
  }
  if (moved.length > MOVED_MAX) card.append(el('p', { class: 'moved' }, `and ${grouped(moved.length - MOVED_MAX)} more`));
  return card;
}

function workerRow(worker, known) {
  const since = worker.since > 0 && worker.doing !== 'ended' ? duration(worker.untilNs - worker.sinceNs) : '';
  const doing = /** @type {Record<string, (string | Node)[]>} */ ({
    'not started': ['has not started'],
    starting: [`starts, spawned at step ${grouped(worker.since)}`],
    runs: known.kind === 'exec' ? ['runs ', el('code', {}, worker.call), worker.call === '' ? 'natively: its calls are not seen' : ': its calls are not seen'] : ['runs'],
    calls: ['in ', el('code', {}, worker.call)],
    pauses: ['sleeps: ', el('code', {}, worker.call)],
    waits: ['waits for ', el('b', {}, worker.waitsFor), ': ', el('code', {}, worker.call)],
    'waits for ever': ['waits for ', el('b', {}, worker.waitsFor), ' for ever: ', el('code', {}, worker.call)],
    ended: [worker.call],
  })[worker.doing];
  return el('div', { class: `person ${worker.doing.replaceAll(' ', '-')}` }, badge(worker.letter, worker.doing), named(worker, known), el('span', { class: 'd' }, ...doing), el('span', { class: 'since mono' }, since));
}

/** A thread's own name, with its worker's below. */
function named(worker, known) {
  return worker.name === known.name ? el('b', {}, worker.name) : el('b', { title: worker.name }, worker.name.slice(known.name.length + 1), el('span', { class: 'of' }, known.name));
}

const SPENT = /** @type {[number, string][]} */ ([[DOING.RUNNING, 'run'], [DOING.CALL, 'call'], [DOING.PAUSE, 'pause'], [DOING.WAITING, 'wait']]);

/** How much of its life a worker ran, was in calls, slept and waited. */
function spentRow(trace, worker, known, now) {
  const spent = new Float64Array(DOING_COUNT);
  const lane = trace.lane(worker.index, worker.thread);
  const index = lane.indexAt(now.step);
  if (index >= 0) {
    const next = index + 1 < lane.count ? lane.x(index + 1, 'time') : Infinity;
    lane.upTo(index, Math.min(next, Math.max(worker.untilNs, lane.x(index, 'time'))), 'time', spent);
  }
  const all = SPENT.reduce((sum, [doing]) => sum + spent[doing], 0);
  const bar = el('span', { class: 'spent', role: 'img', 'aria-label': `${worker.name} waited ${duration(spent[DOING.WAITING])} of ${duration(all)}` }, ...SPENT.map(([doing, kind]) => {
    const part = el('i', { class: `sw ${kind}` });
    part.style.width = all > 0 ? `${(100 * spent[doing]) / all}%` : '0';
    part.hidden = spent[doing] === 0;
    return part;
  }));
  const waited = spent[DOING.WAITING];
  return el('div', { class: 'person spentrow' }, named(worker, known), bar, el('span', { class: 'since' }, waited > 0 ? `waited ${duration(waited)}` : now.step > 0 ? 'no wait' : ''));
}

function objectCard(object, info, now) {
  const known = info.objects[object.index];
  const family = familyOf(known);
  const card = el('div', { class: 'thing' }, el('p', { class: 'lead' }, el('span', { class: `glyph ${family}` }, icon(glyphOf(known), 17)), el('b', {}, object.name), el('small', {}, object.kind === 'fifo' ? 'FIFO' : object.kind)));
  if (object.path !== '' && object.path !== object.name) card.append(el('p', { class: 'path mono', title: object.path }, object.path));
  for (const cell of object.cells) {
    if (cell.max === null) {
      const access = accessOf(cell.name);
      const holding = access < 0 ? [] : side(object.holders, access);
      card.append(el('p', { class: 'cellrow' }, el('span', {}, cell.label), el('span', { class: 'held' }, el('span', {}, holdingText(info, holding)), el('b', { class: 'mono' }, cell.value < 0 ? '?' : grouped(cell.value)))));
      continue;
    }
    if (cell.value < 0) {
      card.append(el('p', { class: 'cellrow' }, el('span', {}, cell.label), el('b', {}, 'unknown', el('small', {}, ` of ${grouped(cell.max)}`))), el('div', { class: 'meter unseen' }));
      continue;
    }
    const fill = el('i', { class: family });
    // A little is seen, and a little that is missing too.
    if (cell.value <= 0 || cell.value >= cell.max) fill.style.minWidth = fill.style.maxWidth = cell.value > 0 ? '100%' : '0';
    fill.style.width = `${Math.max(0, Math.min(100, (100 * cell.value) / cell.max))}%`;
    card.append(el('p', { class: 'cellrow' }, el('span', {}, cell.label), el('b', { class: 'mono' }, grouped(cell.value), el('small', {}, ` of ${grouped(cell.max)}`))), el('div', { class: 'meter' }, fill));
  }
  if (object.foreign) card.append(el('p', { class: 'moved' }, 'A native program can have an end: how full it is cannot be told.'));
  // Where no cell counts those who hold it, they have a line of their own.
  if (object.holders.length > 0 && !object.cells.some((/** @type {any} */ cell) => accessOf(cell.name) >= 0)) {
    const named = object.holders.map((/** @type {any} */ h) => `${holderText(info, h)} (${h.word})`).join(', ');
    card.append(el('p', { class: 'cellrow' }, el('span', {}, 'held by'), el('span', { class: 'held' }, named)));
  }
  if (object.waiting.length > 0) {
    card.append(el('p', { class: 'cellrow' }, el('span', {}, 'waiting for it'), el('span', {}, ...object.waiting.map((/** @type {number} */ w) => badge(now.workers[w].letter, now.workers[w].doing, now.workers[w].name)))));
  }
  return card;
}

const HOLDERS_MAX = 6;

function holdingText(info, holders) {
  const named = holders.slice(0, HOLDERS_MAX).map((/** @type {any} */ h) => holderText(info, h));
  return named.join(', ') + (holders.length > HOLDERS_MAX ? ` and ${holders.length - HOLDERS_MAX} more` : '');
}

function findingCard(finding, actions) {
  return el('div', { class: 'finding' }, el('p', { class: 'lead' }, el('b', {}, finding.type.replaceAll('-', ' ')), el('span', { class: 'chip problem' }, finding.certainty)), el('p', {}, finding.text),
    el('p', { class: 'moved' }, ...(finding.events ?? []).slice(0, 6).map((/** @type {number} */ e) => el('button', { class: 'link', onclick: () => actions.step(e) }, `step ${e}`))));
}
