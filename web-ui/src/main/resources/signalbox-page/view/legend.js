// @ts-check
import { el, svg } from 'view/dom.js';

/** How to read the picture. @param {HTMLElement} host */
export function createLegend(host) {
  const swatch = (/** @type {string} */ kind) => el('i', { class: `sw ${kind}` });
  const sign = (/** @type {string} */ d, /** @type {string} */ kind) => /** @type {any} */ (svg('svg', { width: 26, height: 14, class: `sign ${kind}` }, svg('path', { d })));
  const arrow = (/** @type {string} */ kind) => /** @type {any} */ (svg('svg', { width: 28, height: 14, class: 'sw-arrow' },
    svg('path', { d: 'M3 3C12 3 12 11 20 11', class: `line ${kind}` }), svg('path', { d: 'M19 8l5 3-5 3z' }), svg('circle', { cx: 3, cy: 3, r: 2 })));
  const kin = /** @type {any} */ (svg('svg', { width: 26, height: 14, class: 'sw-kin' }, svg('path', { d: 'M5 1v6q0 5 5 5h14', class: 'kin' })));
  host.tabIndex = 0;
  host.setAttribute('role', 'region');
  host.setAttribute('aria-label', 'How to read it');
  host.append(el('div', { class: 'ph' }, 'How to read it'), el('div', { class: 'lg' },
    swatch('run'), 'running', swatch('call'), 'in a call', swatch('pause'), 'asleep', swatch('wait'), 'waiting (striped)',
    swatch('never'), 'waiting for ever', arrow(''), 'written → read',
    sign('M10 13V1l9 4-9 4', 'flag'), 'note', sign('M9 3h8v8H9z', 'square'), 'step of a note',
    sign('M13 3a4 4 0 1 0 .01 0z', 'hollow'), 'begins to wait', swatch('later'), 'not yet', swatch('unseen'), 'not seen', kin, 'child of', arrow('inferred'), el('span', { class: 'wide' }, 'inferred: it may have been another')));
}
