// @ts-check
import { stepAt, xOf } from 'model/axis.js';
import { grouped } from 'model/format.js';
import { hatchPattern } from 'view/hatch.js';
import { familyOf } from 'view/icons.js';
import { CELL_ROW, cellRowY } from 'view/layout.js';

const CHANGES_MAX = 600;
const LEAST = 3;

/** @param {import('view/worker-lane.js').Pen} pen @param {import('view/layout.js').LaneBox} box */
export function drawObjectLane(pen, box) {
  const object = pen.info.objects[box.index];
  const family = familyOf(object);
  // What is made while the run goes on has a blank lane before.
  const made = pen.trace.made[box.index] ?? 0;
  if (made > pen.last) return;
  if (box.level >= 0) drawLevel(pen, box, object.cells[box.level].max, family, made);
  box.rows.forEach((cell, n) => drawNumbers(pen, cellRowY(box, n), pen.trace.cell(box.index, cell), family));
}

/** Where the area of the fill level lies. @param {import('view/layout.js').LaneBox} box */
function levelArea(box) {
  return { top: box.y + (box.low ? 16 : 18), bottom: box.y + box.height - box.rows.length * CELL_ROW - (box.low ? 8 : 10) };
}

function drawLevel(pen, box, max, family, made) {
  const { c, colours, trace, axis, range, px, width } = pen;
  const { top, bottom } = levelArea(box);
  const history = trace.cell(box.index, box.level);
  // A little is seen, and a little that is missing too.
  const y = (/** @type {number} */ value) => {
    const height = Math.min(1, Math.max(0, value) / max) * (bottom - top);
    if (value <= 0 || value >= max) return bottom - height;
    return bottom - Math.max(LEAST, Math.min(bottom - top - LEAST, height));
  };
  const begin = made > 0 ? Math.max(-10, px(xOf(trace, made, axis))) : 0;
  if (begin > width) return;
  c.setLineDash([2, 4]);
  c.strokeStyle = colours.line2;
  c.lineWidth = 1;
  c.beginPath();
  for (const share of box.low ? [0.5] : [0.25, 0.5, 0.75]) {
    c.moveTo(begin, y(max * share));
    c.lineTo(width, y(max * share));
  }
  c.stroke();
  const from = Math.max(0, history.indexAt(stepAt(trace, range[0], axis)));
  const to = history.indexAt(Math.min(pen.last, stepAt(trace, range[1], axis)));
  const end = Math.min(width, px(pen.edge));
  if (to - from <= CHANGES_MAX) {
    drawSteps(pen, { history, from, to, y, bottom, top, end, family, begin });
    pen.count.marks += to - from + 1;
  } else {
    drawSpans(pen, { history, y, bottom, top, end, family, begin });
  }
  c.setLineDash([5, 3]);
  c.strokeStyle = colours.muted;
  c.lineWidth = 1.2;
  c.beginPath();
  c.moveTo(begin, top);
  c.lineTo(width, top);
  c.moveTo(begin, bottom + 0.5);
  c.lineTo(width, bottom + 0.5);
  c.stroke();
  c.setLineDash([]);
  c.font = '600 10.5px Inter, system-ui, sans-serif';
  c.fillStyle = colours.muted;
  c.fillText(`full: ${grouped(max)}`, Math.max(0, begin) + 4, top - 5);
  if (made > 0 && begin >= 0) c.fillRect(begin - 0.75, top - 4, 1.5, bottom - top + 8);
  const now = history.at(pen.step);
  const x = px(xOf(trace, pen.step, axis));
  if (pen.step > 0 && now >= 0 && pen.step >= made && x >= 0 && x <= width) {
    c.fillStyle = colours[family];
    c.strokeStyle = colours.panel;
    c.lineWidth = 2;
    c.beginPath();
    c.arc(x, y(now), 5, 0, 7);
    c.fill();
    c.stroke();
  }
}

/** The level as it changes; where nobody can know it, that is said instead of a height. */
function drawSteps(pen, { history, from, to, y, bottom, top, end, family, begin }) {
  const { c, colours, trace, axis, px } = pen;
  const xAt = (/** @type {number} */ i) => Math.max(-10, px(xOf(trace, history.steps.at[i], axis)));
  const { at } = history.values;
  c.setLineDash([]);
  c.lineWidth = 2;
  c.lineJoin = 'round';
  if (from === 0 && history.count > 0 && xAt(0) > begin) {
    // What was made and not touched yet is empty.
    c.strokeStyle = colours[family];
    c.beginPath();
    c.moveTo(begin, y(0));
    c.lineTo(to < 0 ? end : xAt(0), y(0));
    c.stroke();
  }
  for (let i = from; i <= to; i++) {
    let next = i + 1;
    while (next <= to && at[next] < 0 === at[i] < 0) next++;
    const until = next <= to ? xAt(next) : end;
    if (at[i] < 0) {
      drawUnknown(pen, { from: xAt(i), until, top, bottom, family });
    } else {
      c.beginPath();
      for (let n = i; n < next; n++) {
        if (n === i) c.moveTo(xAt(n), y(at[n]));
        else c.lineTo(xAt(n), y(at[n]));
        c.lineTo(n + 1 < next ? xAt(n + 1) : until, y(at[n]));
      }
      c.strokeStyle = colours[family];
      c.stroke();
      c.lineTo(until, bottom);
      c.lineTo(xAt(i), bottom);
      c.globalAlpha = 0.28;
      c.fillStyle = colours[family];
      c.fill();
      c.globalAlpha = 1;
    }
    i = next - 1;
  }
  numbersOnLevel(pen, history, from, to, y, end);
}

/** A time in which calls that are not seen may have changed the level. */
function drawUnknown(pen, { from, until, top, bottom, family }) {
  const { c, colours, width } = pen;
  c.fillStyle = hatchPattern(c, colours[family], colours.panel);
  c.globalAlpha = 0.45;
  c.fillRect(from, top, until - from, bottom - top);
  c.globalAlpha = 1;
  c.font = '600 11px Inter, system-ui, sans-serif';
  const [a, e] = [Math.max(0, from), Math.min(width, until)];
  const text = ['unknown: a native program holds an end', 'unknown', '?'].find((t) => c.measureText(t).width + 16 <= e - a);
  if (text === undefined) return;
  const wide = c.measureText(text).width;
  const [x, middle] = [(a + e - wide) / 2, (top + bottom) / 2];
  c.fillStyle = colours.panel;
  c.fillRect(x - 5, middle - 9, wide + 10, 18);
  c.fillStyle = colours.muted;
  c.fillText(text, x, middle + 4);
}

/** The level's value on each flat that is wide enough. */
function numbersOnLevel(pen, history, from, to, y, end) {
  const { c, colours, trace, axis, px } = pen;
  c.font = '600 11px Inter, system-ui, sans-serif';
  c.fillStyle = colours.ink;
  for (let i = from; i <= to; i++) {
    const x0 = Math.max(0, px(xOf(trace, history.steps.at[i], axis)));
    const x1 = i < to ? px(xOf(trace, history.steps.at[i + 1], axis)) : end;
    if (history.values.at[i] < 0) continue;
    const text = grouped(history.values.at[i]);
    const wide = c.measureText(text).width;
    if (wide + 8 <= x1 - x0) c.fillText(text, x0 + 4, y(history.values.at[i]) + (y(history.values.at[i]) + 17 < y(0) ? 14 : -5));
  }
}

/** Zoomed out: from the least to the most of each column, so that a spike stays. */
function drawSpans(pen, { history, y, bottom, top, end, family, begin }) {
  const { c, colours, trace, axis, range, width } = pen;
  c.fillStyle = colours[family];
  const columns = Math.ceil(Math.min(width, end));
  const at = (/** @type {number} */ column) => range[0] + ((range[1] - range[0]) * column) / width;
  let index = history.indexAt(stepAt(trace, at(0), axis));
  for (let column = Math.max(0, Math.floor(begin)); column < columns; column++) {
    const next = history.indexAt(Math.min(pen.last, stepAt(trace, at(column + 1), axis)));
    const [least, most] = history.span(Math.max(0, index), Math.max(0, next));
    if (least < 0 && (column & 3) === 0) {
      c.globalAlpha = 0.3;
      c.fillRect(column, top, 1, bottom - top);
    }
    index = next;
    if (most < 0) continue;
    c.globalAlpha = 0.28;
    c.fillRect(column, y(most), 1, bottom - y(most));
    c.globalAlpha = 0.75;
    c.fillRect(column, y(most), 1, Math.max(1.5, y(Math.max(0, least)) - y(most)));
  }
  c.globalAlpha = 1;
  pen.count.marks += columns;
}

/** A cell without a maximum: a thin line with its value at every change. */
function drawNumbers(pen, y, history, family) {
  const { c, colours, trace, axis, range, px } = pen;
  const from = Math.max(0, history.indexAt(stepAt(trace, range[0], axis)));
  const to = history.indexAt(Math.min(pen.last, stepAt(trace, range[1], axis)));
  const end = Math.min(pen.width, px(pen.edge));
  c.font = '600 11px Inter, system-ui, sans-serif';
  let free = -Infinity;
  const stride = Math.max(1, Math.ceil((to - from) / CHANGES_MAX));
  for (let i = from; i <= to; i += stride) {
    const x0 = Math.max(0, px(xOf(trace, history.steps.at[i], axis)));
    const x1 = i + stride <= to ? px(xOf(trace, history.steps.at[i + stride], axis)) : end;
    const value = history.values.at[i];
    const text = value < 0 ? '?' : grouped(value);
    c.fillStyle = value === 0 ? colours.faint : colours[family];
    const wide = c.measureText(text).width;
    const said = x0 >= free && x0 + wide < pen.width;
    if (said) {
      c.fillText(text, x0 + 4, y + 14);
      free = x0 + wide + 12;
    }
    c.globalAlpha = value === 0 ? 0.35 : 0.7;
    const start = said ? x0 + wide + 9 : x0;
    c.fillRect(start, y + 9, Math.max(0, x1 - start - 3), value === 0 ? 1 : 2.5);
    c.globalAlpha = 1;
    pen.count.marks += 1;
  }
}
