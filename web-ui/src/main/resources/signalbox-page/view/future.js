// @ts-check
import { xOf } from 'model/axis.js';

/** @type {Map<string, CanvasPattern>} */
const dots = new Map();

/**
 * Fades what lies right of the cursor: it has not happened yet.
 * @param {import('view/worker-lane.js').Pen} pen @param {number} y @param {number} height @param {boolean} hide wholly
 */
export function drawFuture(pen, y, height, hide) {
  const { c, colours, trace, axis, px, width, step } = pen;
  const x = Math.max(0, px(step === trace.steps ? pen.edge : xOf(trace, step, axis)));
  if (x >= width) return;
  c.fillStyle = colours.panel;
  c.globalAlpha = hide ? 1 : 0.66;
  c.fillRect(x, y, width - x, height);
  c.globalAlpha = 1;
  if (hide) return;
  let pattern = dots.get(colours.faint);
  if (pattern === undefined) {
    const tile = document.createElement('canvas');
    tile.width = tile.height = 10;
    const t = /** @type {CanvasRenderingContext2D} */ (tile.getContext('2d'));
    t.fillStyle = colours.faint;
    t.globalAlpha = 0.42;
    t.fillRect(4, 4, 2, 2);
    pattern = /** @type {CanvasPattern} */ (c.createPattern(tile, 'repeat'));
    pattern.setTransform(new DOMMatrix([0.5, 0, 0, 0.5, 0, 0]));
    dots.set(colours.faint, pattern);
  }
  c.fillStyle = pattern;
  c.fillRect(x, y, width - x, height);
}
