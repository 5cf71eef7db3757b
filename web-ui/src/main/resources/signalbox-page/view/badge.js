// @ts-check
import { el } from 'view/dom.js';

const LOOKS = /** @type {Record<string, string>} */ ({
  'waits for ever': 'forever', waits: 'waits', ended: 'ended', 'not started': 'ended', pauses: 'pauses', starting: 'pauses',
});

/** A worker's round badge: its letter, and by its look what it does. @param {string} letter @param {string} doing @param {string} [title] */
export function badge(letter, doing, title) {
  return el('i', { class: `av ${LOOKS[doing] ?? ''} ${letter.length > 1 ? 'two' : ''}`, title: title ?? null, 'aria-hidden': title === undefined ? 'true' : null }, letter);
}
