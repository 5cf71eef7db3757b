// @ts-check
import { side } from 'model/held.js';
import { badge } from 'view/badge.js';
import { el } from 'view/dom.js';

const BADGES_MAX = 4;

/**
 * The badges of those who hold one side of an object; who holds it twice is there once.
 * @param {import('model/state-at.js').ObjectState} object @param {number} access @param {import('model/state-at.js').State} now
 */
export function endBadges(object, access, now) {
  const workers = [...new Set(side(object.holders, access).map((h) => h.worker))];
  const shown = workers.slice(0, workers.length > BADGES_MAX ? BADGES_MAX - 1 : BADGES_MAX);
  const parts = shown.map((w) => badge(now.workers[w]?.letter ?? '?', now.workers[w]?.doing ?? 'runs', `${now.workers[w]?.name} holds it to ${access === 0 ? 'read' : 'write'}`));
  if (workers.length > shown.length) parts.push(el('small', {}, `+${workers.length - shown.length}`));
  return el('span', { class: 'ends' }, ...(parts.length > 0 ? parts : [el('small', {}, '–')]));
}

/** Who writes into an object and who reads from it, in one line. @param {import('model/state-at.js').ObjectState} object @param {import('model/state-at.js').State} now */
export function endsLine(object, now) {
  return el('span', { class: 'ends both' }, endBadges(object, 1, now), el('small', { 'aria-hidden': 'true' }, '→'), endBadges(object, 0, now));
}
