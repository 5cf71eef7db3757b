// @ts-check
import { stepAt, xOf } from 'model/axis.js';
import { PHASE } from 'model/events.js';
import { duration, grouped, instant } from 'model/format.js';
import { d3 } from 'view/d3.js';

export const RULER = 52;
const DOTS_Y = 38;

/**
 * Draws the ruler and, below it, a dot for every step: hollow where a worker begins to wait.
 * @param {import('view/worker-lane.js').Pen} pen @param {number[]} problems steps that a finding names
 */
export function drawRuler(pen, problems) {
  const { c, colours, axis, range, px, width, trace } = pen;
  const each = px(1) - px(0);
  c.font = '500 11px Inter, system-ui, sans-serif';
  const ticks = d3.scaleLinear().domain(range).ticks(Math.max(2, Math.floor(width / 90)));
  const apart = ticks.length > 1 ? ticks[1] - ticks[0] : 1;
  const whole = axis === 'steps' && each >= 22 ? d3.range(Math.ceil(range[0]), range[1] + 1) : ticks;
  c.textAlign = 'center';
  for (const tick of whole) {
    if (axis === 'steps' && (tick < 1 || tick > pen.last || tick % 1 !== 0)) continue;
    const x = px(tick);
    c.fillStyle = colours.muted;
    const text = axis === 'steps' ? grouped(tick) : tickText(tick, apart);
    const half = c.measureText(text).width / 2;
    // The first of all may stand beside its tick; another that is cut would run into its neighbour.
    const place = tick === 0 ? Math.max(half + 1, x) : x;
    if (place - half >= 0 && place + half <= width) c.fillText(text, place, 15);
    c.fillStyle = colours.line2;
    c.fillRect(x - 0.5, 20, 1, 6);
  }
  c.textAlign = 'left';
  drawDots(pen, each, new Set(problems));
  pen.count.marks += whole.length;
}

/** A tick in the unit of the distance between ticks, so that a row of them reads evenly. */
function tickText(ns, apart) {
  const [unit, name] = apart >= 1e9 ? [1e9, 's'] : apart >= 1e5 ? [1e6, 'ms'] : apart >= 100 ? [1e3, 'µs'] : [1, 'ns'];
  return `${Number((ns / unit).toFixed(3))} ${name}`;
}

function drawDots(pen, each, problems) {
  const { c, colours, trace, axis, range, px, width } = pen;
  const first = Math.max(1, stepAt(trace, range[0], axis));
  const last = Math.min(pen.last, stepAt(trace, range[1], axis));
  if (last < first) return;
  if (last - first > width / 4) {
    drawCrowd(pen, first, last);
  } else {
    for (let step = first; step <= last; step++) {
      const waits = trace.events.waits(step);
      const mark = trace.opOf(step).effect === 'mark';
      const exit = trace.events.phase.at[step - 1] === PHASE.EXIT;
      c.beginPath();
      const x = px(xOf(trace, step, axis));
      if (mark) c.rect(x - 2.6, DOTS_Y - 2.6, 5.2, 5.2);
      else c.arc(x, DOTS_Y, exit ? 2.6 : 3, 0, 7);
      c.fillStyle = problems.has(step) ? colours.problem : waits ? colours.panel : colours.muted;
      c.strokeStyle = problems.has(step) ? colours.problem : colours.muted;
      c.lineWidth = 1.3;
      c.fill();
      c.stroke();
    }
    pen.count.marks += last - first + 1;
  }
  // A problem stays visible however far out the view is.
  for (const step of problems) {
    if (step > pen.last) continue;
    const x = px(xOf(trace, step, axis));
    c.fillStyle = colours.problem;
    c.beginPath();
    c.moveTo(x - 4, DOTS_Y - 11);
    c.lineTo(x + 4, DOTS_Y - 11);
    c.lineTo(x, DOTS_Y - 5);
    c.fill();
  }
}

/** Too many steps for dots: how many there are in each column, as a height. */
function drawCrowd(pen, first, last) {
  const { c, colours, trace, axis, range, width } = pen;
  const column = 4;
  const columns = Math.ceil(width / column);
  const counts = new Float64Array(columns);
  let most = 1;
  let before = stepAt(trace, range[0], axis);
  for (let i = 0; i < columns; i++) {
    const to = Math.min(pen.last, stepAt(trace, range[0] + ((range[1] - range[0]) * (i + 1) * column) / width, axis));
    counts[i] = Math.max(0, to - before);
    most = Math.max(most, counts[i]);
    before = Math.max(before, to);
  }
  c.fillStyle = colours.faint;
  c.globalAlpha = 0.55;
  for (let i = 0; i < columns; i++) {
    const h = counts[i] === 0 ? 0 : 2 + (counts[i] / most) * 11;
    c.fillRect(i * column, DOTS_Y + 7 - h, column - 1, h);
  }
  c.globalAlpha = 1;
  const text = `${grouped(last - first + 1)} steps, zoom in to see each`;
  c.font = '600 10.5px Inter, system-ui, sans-serif';
  const wide = c.measureText(text).width;
  c.fillStyle = colours.panel;
  c.fillRect(width / 2 - wide / 2 - 6, DOTS_Y - 7, wide + 12, 15);
  c.fillStyle = colours.muted;
  c.fillText(text, width / 2 - wide / 2, DOTS_Y + 4);
  pen.count.marks += columns;
}

/** The cursor's flag on the ruler. @param {import('view/worker-lane.js').Pen} pen @param {boolean} problem */
export function drawFlag(pen, problem) {
  const { c, colours, trace, axis, px, width, step } = pen;
  if (step < 1) return;
  const x = px(xOf(trace, step, axis));
  if (x < -1 || x > width + 1) return;
  c.fillStyle = colours.cur;
  c.fillRect(x - 0.9, 22, 1.8, RULER - 22);
  c.font = '650 11px Inter, system-ui, sans-serif';
  const ns = trace.events.atNs.at[step - 1];
  const text = `step ${grouped(step)} · ${axis === 'time' ? instant(ns) : duration(ns)}`;
  const wide = c.measureText(text).width + 16;
  const left = Math.max(0, Math.min(width - wide, x - wide / 2));
  c.beginPath();
  c.roundRect(left, 3, wide, 19, 5);
  c.fill();
  c.fillStyle = colours.panel;
  c.fillText(text, left + 8, 16.5);
  c.beginPath();
  c.arc(x, DOTS_Y, 5, 0, 7);
  c.fillStyle = problem ? colours.problem : colours.cur;
  c.strokeStyle = colours.panel;
  c.lineWidth = 2;
  c.fill();
  c.stroke();
}
