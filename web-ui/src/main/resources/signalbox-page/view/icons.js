// @ts-check
import { svg } from 'view/dom.js';

const PATHS = /** @type {Record<string, [string, Record<string, any>]>} */ ({
  play: ['M4 2.6 13.2 8 4 13.4z', { fill: 'currentColor' }],
  pause: ['M4 3h3v10H4zM9 3h3v10H9z', { fill: 'currentColor' }],
  forward: ['M3 2.8 10.4 8 3 13.2zM11.5 2.8h2v10.4h-2z', { fill: 'currentColor' }],
  back: ['M13 2.8 5.6 8 13 13.2zM2.5 2.8h2v10.4h-2z', { fill: 'currentColor' }],
  first: ['M14 3 8 8l6 5zM8 3 2 8l6 5z', { fill: 'currentColor' }],
  last: ['M2 3l6 5-6 5zM8 3l6 5-6 5z', { fill: 'currentColor' }],
  check: ['M4.4 8.4 7 11l4.8-5.6', { fill: 'none', stroke: 'currentColor', 'stroke-width': 1.7, 'stroke-linecap': 'round', 'stroke-linejoin': 'round' }],
  bang: ['M8 4.2v4.6M8 11.2v.6', { fill: 'none', stroke: 'currentColor', 'stroke-width': 1.9, 'stroke-linecap': 'round' }],
  theme: ['M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12zM8 3.6v8.8a4.4 4.4 0 0 0 0-8.8z', { fill: 'currentColor', 'fill-rule': 'evenodd' }],
  stream: ['M3 4.5h10a1.6 3.5 0 0 1 0 7H3a1.6 3.5 0 0 1 0-7zM5.4 4.7v6.6', { fill: 'none', stroke: 'currentColor', 'stroke-width': 1.4 }],
  fifo: ['M2.6 6.2h9.2a1.3 2.8 0 0 1 0 5.6H2.6a1.3 2.8 0 0 1 0-5.6zM5 6.4v5.2M8 6V2.4h5.4v2.2H8', { fill: 'none', stroke: 'currentColor', 'stroke-width': 1.4, 'stroke-linejoin': 'round' }],
  lock: ['M4.5 7V5a3.5 3.5 0 0 1 7 0v2M3.2 7h9.6v6.6H3.2z', { fill: 'none', stroke: 'currentColor', 'stroke-width': 1.5, 'stroke-linejoin': 'round' }],
  msg: ['M2.2 4h11.6v8.4H2.2zM2.4 4.4 8 9l5.6-4.6', { fill: 'none', stroke: 'currentColor', 'stroke-width': 1.4, 'stroke-linejoin': 'round' }],
  mem: ['M2.5 3.2h11v9.6h-11zM8 3.2v9.6M2.5 8h11', { fill: 'none', stroke: 'currentColor', 'stroke-width': 1.4 }],
});

/** @param {string} name @param {number} [size] */
export function icon(name, size = 15) {
  const [d, attributes] = PATHS[name] ?? PATHS.stream;
  return svg('svg', { width: size, height: size, viewBox: '0 0 16 16', 'aria-hidden': 'true', class: `icon i-${name}` }, svg('path', { d, ...attributes }));
}

/** Which colours and glyph an object has; RunInfo may name its family. @param {any} object */
export function familyOf(object) {
  return ['stream', 'lock', 'msg', 'mem'].includes(object?.family) ? object.family : 'stream';
}

/** The glyph of an object: that of its family, unless it has one of its own. @param {any} object */
export function glyphOf(object) {
  return object?.kind === 'fifo' ? 'fifo' : familyOf(object);
}
