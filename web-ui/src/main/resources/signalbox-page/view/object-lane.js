// @ts-check
import { stepAt, xOf } from 'model/axis.js';
import { grouped } from 'model/format.js';
import { familyOf } from 'view/icons.js';
import { CELL_ROW, cellRowY } from 'view/layout.js';

const CHANGES_MAX = 600;
const LEAST = 3;

/** @param {import('view/worker-lane.js').Pen} pen @param {import('view/layout.js').LaneBox} box */
export function drawObjectLane(pen, box) {
  const object = pen.info.objects[box.index];
  const family = familyOf(object);
  if (box.level >= 0) drawLevel(pen, box, object.cells[box.level].max, family);
  box.rows.forEach((cell, n) => drawNumbers(pen, cellRowY(box, n), pen.trace.cell(box.index, cell), family));
}

/** Where the area of the fill level lies. @param {import('view/layout.js').LaneBox} box */
function levelArea(box) {
  return { top: box.y + 18, bottom: box.y + box.height - box.rows.length * CELL_ROW - 10 };
}

function drawLevel(pen, box, max, family) {
  const { c, colours, trace, axis, range, px, width } = pen;
  const { top, bottom } = levelArea(box);
  const history = trace.cell(box.index, box.level);
  // A little is seen, and a little that is missing too.
  const y = (/** @type {number} */ value) => {
    const height = (Math.max(0, value) / max) * (bottom - top);
    if (value <= 0 || value >= max) return bottom - height;
    return bottom - Math.max(LEAST, Math.min(bottom - top - LEAST, height));
  };
  c.setLineDash([2, 4]);
  c.strokeStyle = colours.line2;
  c.lineWidth = 1;
  c.beginPath();
  for (const share of [0.25, 0.5, 0.75]) {
    c.moveTo(0, y(max * share));
    c.lineTo(width, y(max * share));
  }
  c.stroke();
  const from = Math.max(0, history.indexAt(stepAt(trace, range[0], axis)));
  const to = history.indexAt(Math.min(pen.last, stepAt(trace, range[1], axis)));
  const end = Math.min(width, px(pen.edge));
  if (to - from <= CHANGES_MAX) {
    c.beginPath();
    let started = false;
    for (let i = from; i <= to; i++) {
      const x0 = Math.max(-10, px(xOf(trace, history.steps.at[i], axis)));
      const x1 = i < to ? px(xOf(trace, history.steps.at[i + 1], axis)) : end;
      if (!started) c.moveTo(x0, y(history.values.at[i]));
      else c.lineTo(x0, y(history.values.at[i]));
      c.lineTo(x1, y(history.values.at[i]));
      started = true;
    }
    if (started) {
      c.setLineDash([]);
      c.strokeStyle = colours[family];
      c.lineWidth = 2;
      c.lineJoin = 'round';
      c.stroke();
      c.lineTo(end, bottom);
      c.lineTo(Math.max(-10, px(xOf(trace, history.steps.at[from], axis))), bottom);
      c.globalAlpha = 0.28;
      c.fillStyle = colours[family];
      c.fill();
      c.globalAlpha = 1;
      numbersOnLevel(pen, history, from, to, y, end);
    }
    pen.count.marks += to - from + 1;
  } else {
    drawSpans(pen, history, y, bottom, end, family);
  }
  c.setLineDash([5, 3]);
  c.strokeStyle = colours.muted;
  c.lineWidth = 1.2;
  c.beginPath();
  c.moveTo(0, top);
  c.lineTo(width, top);
  c.moveTo(0, bottom + 0.5);
  c.lineTo(width, bottom + 0.5);
  c.stroke();
  c.setLineDash([]);
  c.font = '600 10.5px Inter, system-ui, sans-serif';
  c.fillStyle = colours.muted;
  c.fillText(`full: ${grouped(max)}`, 4, top - 5);
  const now = history.at(pen.step);
  const x = px(xOf(trace, pen.step, axis));
  if (pen.step > 0 && x >= 0 && x <= width) {
    c.fillStyle = colours[family];
    c.strokeStyle = colours.panel;
    c.lineWidth = 2;
    c.beginPath();
    c.arc(x, y(now), 5, 0, 7);
    c.fill();
    c.stroke();
  }
}

/** The level's value on each flat that is wide enough. */
function numbersOnLevel(pen, history, from, to, y, end) {
  const { c, colours, trace, axis, px } = pen;
  c.font = '600 11px Inter, system-ui, sans-serif';
  c.fillStyle = colours.ink;
  for (let i = from; i <= to; i++) {
    const x0 = Math.max(0, px(xOf(trace, history.steps.at[i], axis)));
    const x1 = i < to ? px(xOf(trace, history.steps.at[i + 1], axis)) : end;
    const text = grouped(history.values.at[i]);
    const wide = c.measureText(text).width;
    if (wide + 8 <= x1 - x0) c.fillText(text, x0 + 4, y(history.values.at[i]) + (y(history.values.at[i]) + 17 < y(0) ? 14 : -5));
  }
}

/** Zoomed out: from the least to the most of each column, so that a spike stays. */
function drawSpans(pen, history, y, bottom, end, family) {
  const { c, colours, trace, axis, range, width } = pen;
  c.fillStyle = colours[family];
  const columns = Math.ceil(Math.min(width, end));
  const at = (/** @type {number} */ column) => range[0] + ((range[1] - range[0]) * column) / width;
  let index = history.indexAt(stepAt(trace, at(0), axis));
  for (let column = 0; column < columns; column++) {
    const next = history.indexAt(Math.min(pen.last, stepAt(trace, at(column + 1), axis)));
    const [least, most] = history.span(Math.max(0, index), Math.max(0, next));
    c.globalAlpha = 0.28;
    c.fillRect(column, y(most), 1, bottom - y(most));
    c.globalAlpha = 0.75;
    c.fillRect(column, y(most), 1, Math.max(1.5, y(least) - y(most)));
    index = next;
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
    const text = grouped(value);
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
