// @ts-check
import { xOf } from 'model/axis.js';
import { kinOf } from 'model/kin.js';
import { grouped } from 'model/format.js';
import { workerName } from 'model/notation.js';
import { BAR } from 'view/box-text.js';
import { d3 } from 'view/d3.js';

const LINES_MAX = 40;

/**
 * Draws where children came from and went: from the parent's call to their first step, and from their end to the call
 * that had waited for them.
 *
 * @param {import('view/worker-lane.js').Pen} pen @param {SVGElement} layer
 * @param {import('view/layout.js').Layout} layout @param {(text: string, event: MouseEvent | null) => void} hover
 * @returns {number} lines drawn
 */
export function drawKinLines(pen, layer, layout, hover) {
  const { trace, info } = pen;
  const data = kinOf(trace, info).flatMap(({ child, parent, spawn, first, end, join }) => {
    const [name, other] = [workerName(info, parent), workerName(info, child)];
    return [
      line(pen, layout, { id: `s${child}`, child, at: spawn, far: first, text: `${name}, step ${grouped(spawn)}, spawns ${other}` }),
      join === 0 ? null : line(pen, layout, { id: `j${child}`, child, at: join, far: end, text: `${other} has ended; ${name} had waited for it at step ${grouped(join)}` }),
    ].filter((found) => found !== null);
  }).slice(0, LINES_MAX);
  const key = (/** @type {any} */ d) => d.id;
  d3.select(layer).selectAll('path.kin').data(data, key).join('path')
    .attr('class', (/** @type {any} */ d) => `kin ${d.look}`)
    .attr('d', (/** @type {any} */ d) => d.d)
    .on('pointerenter', (/** @type {MouseEvent} */ event, /** @type {any} */ d) => hover(d.text, event))
    .on('pointerleave', () => hover('', null));
  return data.length;
}

/** One elbow: upright at the parent's step, level in the child's lane; a native child may have no step of its own. */
function line(pen, layout, { id, child, at, far, text }) {
  const { trace, axis, px, width, step } = pen;
  const up = layout.boxOf(trace.events.worker.at[at - 1], trace.events.thread.at[at - 1]);
  const down = layout.boxOf(child, 0);
  if (up === undefined || down === undefined || at > pen.last) return null;
  const isJoin = id[0] === 'j';
  const within = (/** @type {number} */ place) => Math.max(-50, Math.min(width + 50, px(place)));
  // A child that has made no step yet is on its way; a native one makes none.
  const known = far > 0 && far <= pen.last ? xOf(trace, far, axis) : isJoin || down.actor?.isNative ? xOf(trace, at, axis) : pen.edge;
  const [x, end] = [within(xOf(trace, at, axis)), within(known)];
  if (Math.max(x, end) < 0 || Math.min(x, end) > width) return null;
  const below = down.y > up.y;
  const y = up.y + up.height / 2 + (below ? 1 : -1) * (BAR / 2 - 2);
  // What came back runs below the words that tell how the child ended.
  const level = down.y + down.height / 2 + (isJoin ? 13 : 0);
  const corner = Math.min(7, Math.abs(end - x) / 2, Math.abs(level - y) / 2);
  const way = Math.sign(end - x) * corner;
  const d = `M${x.toFixed(1)},${y}V${level - (below ? corner : -corner)}q0,${below ? corner : -corner} ${way.toFixed(1)},${below ? corner : -corner}H${end.toFixed(1)}${isJoin && corner > 2 ? 'v-5' : ''}`;
  return { id, d, text, look: at > step ? 'later' : '' };
}
