// @ts-check
import { el, svg } from 'view/dom.js';

/** How to read the picture. @param {HTMLElement} host */
export function createLegend(host) {
  const swatch = (/** @type {string} */ kind) => el('i', { class: `sw ${kind}` });
  const arrow = svg('svg', { width: 28, height: 14, class: 'sw-arrow' },
    svg('path', { d: 'M3 3C12 3 12 11 20 11', class: 'line' }), svg('path', { d: 'M19 8l5 3-5 3z' }), svg('circle', { cx: 3, cy: 3, r: 2 }));
  host.append(el('div', { class: 'ph' }, 'How to read it'), el('div', { class: 'lg' },
    swatch('run'), 'running', swatch('call'), 'in a call', swatch('pause'), 'asleep', swatch('wait'), 'waiting (striped)',
    swatch('never'), 'waiting for ever', /** @type {any} */ (arrow), 'written → read'));
}
