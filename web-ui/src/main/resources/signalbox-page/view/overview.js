// @ts-check
import { xOf } from 'model/axis.js';
import { DOING, DOING_COUNT } from 'model/lane.js';

export const OVERVIEW = 46;
const LANES_MAX = 12;

/**
 * The whole run in a strip: a line for each worker, where it waits in colour, and the part that is in view.
 * @param {import('view/worker-lane.js').Pen} pen whose range is the whole @param {[number, number]} window
 * @param {import('view/layout.js').LaneBox[]} workers
 */
export function drawOverview(pen, window, workers) {
  const { c, colours, trace, axis, px, width } = pen;
  const lanes = Math.min(workers.length, LANES_MAX);
  const each = Math.min(9, (OVERVIEW - 14) / Math.max(1, lanes));
  const top = (OVERVIEW - each * lanes) / 2;
  const before = new Float64Array(DOING_COUNT);
  const after = new Float64Array(DOING_COUNT);
  for (let w = 0; w < lanes; w++) {
    const lane = trace.lane(workers[w].index, workers[w].thread);
    if (lane.count === 0) continue;
    const from = Math.max(0, px(lane.x(0, axis)));
    const forever = pen.step >= (pen.forever.get(lane)?.from ?? Infinity);
    const to = forever ? width : px(xOf(trace, pen.last, axis));
    const y = top + w * each;
    const inverse = (pen.range[1] - pen.range[0]) / width;
    lane.before(pen.range[0] + from * inverse, axis, before);
    for (let x = Math.floor(from); x < to; x += 2) {
      lane.before(pen.range[0] + (x + 2) * inverse, axis, after);
      const sum = Math.max(1e-9, after.reduce((s, v) => s + v, 0) - before.reduce((s, v) => s + v, 0));
      const share = (/** @type {number} */ doing) => (after[doing] - before[doing]) / sum;
      const waits = share(DOING.WAITING);
      if (share(DOING.NOTHING) < 0.9) {
        c.fillStyle = colours.run;
        c.globalAlpha = 0.25 + 0.35 * (share(DOING.RUNNING) + share(DOING.CALL));
        c.fillRect(x, y + 1, 2, Math.max(1, each - 3));
        c.globalAlpha = waits > 0.02 ? 0.35 + 0.65 * waits : 0;
        const last = forever && lane.indexAtX(pen.range[0] + x * inverse, axis) === lane.count - 1;
        c.fillStyle = last ? colours.problem : colours.stream;
        c.fillRect(x, y + 1, 2, Math.max(1, each - 3));
      }
      before.set(after);
    }
    c.globalAlpha = 1;
  }
  const [a, b] = [Math.max(0, px(window[0])), Math.min(width, px(window[1]))];
  c.fillStyle = colours.sunk;
  c.globalAlpha = 0.7;
  c.fillRect(0, 0, a, OVERVIEW);
  c.fillRect(b, 0, width - b, OVERVIEW);
  c.globalAlpha = 1;
  c.strokeStyle = colours.ink;
  c.lineWidth = 1.5;
  c.beginPath();
  c.roundRect(a + 1, 4, Math.max(6, b - a - 2), OVERVIEW - 8, 5);
  c.stroke();
  if (pen.step > 0) {
    const x = px(xOf(trace, pen.step, axis));
    c.fillStyle = colours.cur;
    c.fillRect(x - 0.75, 5, 1.5, OVERVIEW - 10);
    c.beginPath();
    c.moveTo(x - 5, 0);
    c.lineTo(x + 5, 0);
    c.lineTo(x, 7);
    c.fill();
  }
  pen.count.marks += lanes;
}
