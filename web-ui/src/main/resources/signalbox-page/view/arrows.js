// @ts-check
import { stepAt, xOf } from 'model/axis.js';
import { grouped } from 'model/format.js';
import { workerName } from 'model/notation.js';
import { shareText } from 'model/share.js';
import { d3 } from 'view/d3.js';

const ARROWS_MAX = 270;
const LABELS_MAX = 12;

/**
 * Draws what went from whom to whom: all of it while it is little, else what touches the cursor.
 *
 * @param {import('view/worker-lane.js').Pen} pen @param {SVGElement} layer
 * @param {import('view/layout.js').Layout} layout @param {(text: string, event: MouseEvent | null) => void} hover
 * @returns {{drawn: number, more: number}}
 */
export function drawArrows(pen, layer, layout, hover) {
  const { trace, axis, range, px, step, info } = pen;
  const first = Math.max(1, stepAt(trace, range[0], axis));
  const last = Math.min(pen.last, stepAt(trace, range[1], axis));
  const near = new Set([...trace.edges.leaving(step), ...trace.edges.reaching(step)]);
  const all = trace.edges.within(first, last, ARROWS_MAX);
  const shown = (all ?? [...near]).filter((e) => trace.edges.to.at[e] <= pen.last);
  const worker = (/** @type {number} */ s) => trace.events.worker.at[s - 1];
  const data = shown.slice(0, ARROWS_MAX).flatMap((e) => {
    const [from, to] = [trace.edges.from.at[e], trace.edges.to.at[e]];
    const [a, b] = [from, to].map((s) => layout.boxOf(worker(s), trace.events.thread.at[s - 1]));
    if (a === undefined || b === undefined || a === b) return [];
    const down = b.y > a.y;
    const reach = Math.min(17, a.height / 2 - 4);
    const [x1, x2] = [px(xOf(trace, from, axis)), px(xOf(trace, to, axis))].map((x) => Math.max(-50, Math.min(pen.width + 50, x)));
    const y1 = a.y + a.height / 2 + (down ? reach : -reach);
    const y2 = b.y + b.height / 2 + (down ? -reach : reach);
    const bend = (y2 - y1) * 0.55;
    const bytes = trace.edges.bytes.at[e];
    return [{
      e, x1, y1, x2, y2, bytes,
      d: `M${x1.toFixed(1)},${y1}C${x1.toFixed(1)},${(y1 + bend).toFixed(1)} ${x2.toFixed(1)},${(y2 - bend).toFixed(1)} ${x2.toFixed(1)},${y2}`,
      kind: trace.edges.isInferred(e) ? 'inferred' : '',
      look: near.has(e) ? 'near' : to > step ? 'later' : 'past',
      text: `${workerName(info, worker(from))}, step ${from} → ${workerName(info, worker(to))}, step ${to}\n${shareText(trace, e, from, pen.last)} of the ${trace.opOf(from).name}, through ${info.objects?.[trace.edges.object.at[e]]?.name ?? 'the stream'}${trace.edges.aside(e)}`,
    }];
  });
  const key = (/** @type {any} */ d) => d.e;
  d3.select(layer).selectAll('path.arrow').data(data, key).join('path')
    .attr('class', (/** @type {any} */ d) => `arrow ${d.look} ${d.kind}`)
    .attr('d', (/** @type {any} */ d) => d.d)
    .attr('marker-end', (/** @type {any} */ d) => `url(#head-${d.look})`)
    .on('pointerenter', (/** @type {MouseEvent} */ event, /** @type {any} */ d) => hover(d.text, event))
    .on('pointerleave', () => hover('', null));
  d3.select(layer).selectAll('circle.tail').data(data, key).join('circle')
    .attr('class', (/** @type {any} */ d) => `tail ${d.look}`)
    .attr('cx', (/** @type {any} */ d) => d.x1).attr('cy', (/** @type {any} */ d) => d.y1).attr('r', 2.6);
  const said = data.filter((d) => d.look === 'near').slice(0, LABELS_MAX);
  d3.select(layer).selectAll('text.size').data(said, key).join('text')
    .attr('class', 'size').attr('x', (/** @type {any} */ d) => (d.x1 + d.x2) / 2 + 7).attr('y', (/** @type {any} */ d) => (d.y1 + d.y2) / 2 + 4)
    .text((/** @type {any} */ d) => `${grouped(d.bytes)} B`);
  return { drawn: data.length * 2 + said.length, more: all === null ? 1 : 0 };
}
