// @ts-check
import { NO_OBJECT, PHASE } from 'model/events.js';
import { duration } from 'model/format.js';
import { DOING, DOING_COUNT } from 'model/lane.js';
import { boxLabel, valueText } from 'model/box-label.js';
import { endText } from 'model/notation.js';
import { waitText } from 'model/wait-text.js';
import { BAR, bar, callLabel, label } from 'view/box-text.js';
import { familyOf } from 'view/icons.js';
import { drawNativeLane } from 'view/native-lane.js';
import { channels, stripePattern } from 'view/palette.js';

/**
 * @typedef {object} Pen what every drawing on the canvas needs
 * @property {CanvasRenderingContext2D} c
 * @property {import('model/trace.js').Trace} trace
 * @property {any} info
 * @property {import('model/axis.js').Axis} axis
 * @property {[number, number]} range
 * @property {number} width
 * @property {number} last the last step that may be drawn
 * @property {(x: number) => number} px
 * @property {Record<string, string>} colours
 * @property {Map<import('model/lane.js').Lane, {enter: number, from: number}>} forever
 * @property {number} step
 * @property {number} [laneHeight]
 * @property {number} edge how far what still goes on is drawn, on the axis
 * @property {{marks: number}} count
 */

const INTERVALS_MAX = 240;

/** @param {Pen} pen @param {import('view/layout.js').LaneBox} box */
export function drawWorkerLane(pen, box) {
  pen.laneHeight = box.height;
  if (box.actor?.isNative) {
    drawNativeLane(pen, box);
    return;
  }
  const lane = pen.trace.lane(box.index, box.thread);
  const first = Math.max(0, lane.indexAtX(pen.range[0], pen.axis));
  let last = Math.min(lane.indexAtX(pen.range[1], pen.axis), lane.indexAt(pen.last));
  if (lane.count === 0 || last < 0) return;
  if (last - first > INTERVALS_MAX) {
    drawShares(pen, box, lane);
    return;
  }
  for (let i = first; i <= last; i++) drawInterval(pen, box, lane, i);
  for (let i = first; i <= last; i++) drawInstant(pen, box, lane, i);
  pen.count.marks += 2 * (last - first + 1);
}

/** Zoomed out: in each column of pixels, the shares of its time; no column costs more than a search. */
function drawShares(pen, box, lane) {
  const { c, range, axis, width, colours } = pen;
  const scale = c.getTransform().a;
  const columns = Math.round(width * scale);
  const rows = Math.round(BAR * scale);
  const image = c.createImageData(columns, rows);
  const out = new Uint32Array(image.data.buffer);
  const tones = { run: rgba(colours.run), call: rgba(colours.stream), pause: rgba(colours['run-t']), wait: rgba(colours.stream), ground: rgba(colours['stream-t']) };
  const until = Math.min(range[1], pen.edge);
  const start = lane.x(0, axis);
  let before = new Float64Array(DOING_COUNT);
  let after = new Float64Array(DOING_COUNT);
  const at = (/** @type {number} */ column) => range[0] + ((range[1] - range[0]) * column) / columns;
  lane.before(Math.max(start, at(0)), axis, before);
  for (let x = 0; x < columns; x++) {
    const to = Math.min(until, at(x + 1));
    if (to <= start || at(x) >= until) continue;
    lane.before(to, axis, after);
    const sum = to - Math.max(start, at(x));
    const share = (/** @type {number} */ doing) => ((after[doing] - before[doing]) / sum) * rows;
    const waiting = share(DOING.WAITING);
    const call = waiting + share(DOING.CALL);
    const pause = call + share(DOING.PAUSE);
    const run = pause + share(DOING.RUNNING);
    for (let y = 0; y < rows; y++) {
      const h = rows - y - 0.5;
      let tone = 0;
      if (h < waiting) tone = (x + y) % Math.round(7 * scale) < 3 * scale ? tones.wait : tones.ground;
      else if (h < call) tone = tones.call;
      else if (h < pause) tone = tones.pause;
      else if (h < run) tone = tones.run;
      out[y * columns + x] = tone;
    }
    [before, after] = [after, before];
  }
  c.putImageData(image, 0, Math.round((box.y + (box.height - BAR) / 2) * scale));
  pen.count.marks += 1;
}

/** @param {string} colour */
function rgba(colour) {
  const [r, g, b] = channels(colour);
  return (255 << 24) | (b << 16) | (g << 8) | r;
}

function drawInterval(pen, box, lane, i) {
  const { c, colours, trace, info, axis, px } = pen;
  const step = lane.steps.at[i];
  const doing = lane.doing.at[i];
  if (doing === DOING.NOTHING) return;
  const open = i + 1 >= lane.count || lane.steps.at[i + 1] > pen.last;
  const endless = i + 1 >= lane.count && pen.forever.has(lane);
  const middle = box.y + box.height / 2;
  const a = Math.max(-20, px(lane.x(i, axis)));
  const e = Math.min(pen.width + 20, endless ? pen.width + 20 : open ? px(pen.edge) : px(lane.x(i + 1, axis)));
  const width = Math.max(doing === DOING.RUNNING ? 0.5 : 3, e - a);
  if (doing === DOING.RUNNING) {
    bar(c, a, middle - 5, width, 10, 2, colours['run-t'], colours.run);
    return;
  }
  const enter = trace.events.enterOf(step);
  if (doing === DOING.PAUSE) {
    bar(c, a, middle - 9, width, 18, 3, colours.sunk, colours.run, [3, 3]);
    const { name } = trace.opOf(enter);
    const arg0 = trace.events.arg0.at[enter - 1];
    // A poll that watches nothing sleeps too, and counts in milliseconds.
    const ns = name === 'poll' ? arg0 * 1e6 : arg0;
    label(pen, a, e, middle, [...(ns >= 0 ? [`${name} ${duration(ns)}`] : []), name], colours.muted, null);
    return;
  }
  const family = toneOf(pen, enter);
  const forever = endless && pen.step >= (pen.forever.get(lane)?.from ?? Infinity);
  const next = open ? 0 : lane.steps.at[i + 1];
  const says = boxLabel(trace, info, enter, doing === DOING.CALL ? next : 0, pen.last);
  if (doing === DOING.CALL && !forever) {
    const small = width < 10;
    const tone = says.failed ? 'problem' : family;
    bar(c, a, middle - BAR / 2, width, BAR, small ? 1.5 : 5, small ? colours[tone] : colours[`${tone}-t`], colours[tone]);
    if (!small) callLabel(pen, a, e, middle, says, colours[tone]);
    return;
  }
  const tone = forever ? 'problem' : family;
  c.fillStyle = stripePattern(c, colours[tone], colours[`${tone}-t`], forever);
  c.strokeStyle = colours[tone];
  c.lineWidth = 1.4;
  c.setLineDash([]);
  c.beginPath();
  c.roundRect(a, middle - BAR / 2, endless ? pen.width + 40 - a : width, BAR, 4);
  c.fill();
  c.stroke();
  const { short, brief } = waitText(trace, info, enter);
  // For ever, the words stand right of the cursor, in what will never come: see drawForeverWords.
  if (forever) return;
  // Of a wait in parts only the last leads to the result.
  const over = next === 0 || next !== trace.events.partner.at[enter - 1] ? [] : [`waits for ${short} → ${says.name} ${says.value}`, `waits for ${short} → ${says.value}`];
  label(pen, a, Math.min(e, pen.width), middle, [...over, `waits for ${short}`, `waits for ${brief}`, 'waits'], colours[tone], colours.panel);
  if (over.length > 0 && says.failed) bar(c, e - 2, middle - BAR / 2 - 3, 3, BAR + 6, 1, colours.problem, colours.problem);
}

function drawInstant(pen, box, lane, i) {
  const { c, colours, trace, info, axis, px } = pen;
  const step = lane.steps.at[i];
  const x = px(lane.x(i, axis));
  if (x < -60 || x > pen.width + 60) return;
  const middle = box.y + box.height / 2;
  const { effect, name } = trace.opOf(step);
  c.setLineDash([]);
  if (effect === 'start') {
    c.fillStyle = colours.run;
    c.fillRect(x - 1, middle - 9, 2, 18);
  } else if (effect === 'end') {
    const killed = trace.events.arg0.at[step - 1] !== 0;
    c.strokeStyle = killed ? colours.problem : colours.run;
    c.lineWidth = killed ? 2.6 : 2;
    c.beginPath();
    if (killed) {
      c.moveTo(x - 6, middle - 6);
      c.lineTo(x + 6, middle + 6);
      c.moveTo(x + 6, middle - 6);
      c.lineTo(x - 6, middle + 6);
    } else {
      c.moveTo(x, middle - 9);
      c.lineTo(x, middle + 9);
    }
    c.stroke();
  } else if (effect === 'mark') {
    c.fillStyle = colours.ink;
    c.beginPath();
    c.moveTo(x, middle - 6);
    c.lineTo(x, middle - BAR / 2 - 8);
    c.lineTo(x + 9, middle - BAR / 2 - 4);
    c.lineTo(x + 1.5, middle - BAR / 2);
    c.lineTo(x + 1.5, middle - 6);
    c.fill();
  } else if (name === 'inherit' || (effect === 'close' && trace.events.isInferred(step))) {
    c.fillStyle = colours[familyOf(info.objects?.[trace.events.object.at[step - 1]])];
    c.fillRect(x - 0.75, middle - 9, 1.5, 18);
  } else if (trace.events.phase.at[step - 1] === PHASE.WHOLE) {
    const beside = (/** @type {number} */ n) => (n < 0 || n >= lane.count ? Infinity : Math.abs(px(lane.x(n, axis)) - x));
    const room = Math.min(beside(i - 1), beside(i + 1)) * (trace.events.phase.at[Math.max(0, (lane.steps.at[i + 1] ?? 0) - 1)] === PHASE.WHOLE ? 1 : 1.6);
    const tone = trace.events.errno.at[step - 1] !== 0 ? 'problem' : toneOf(pen, step);
    c.font = '600 10.5px Inter, system-ui, sans-serif';
    const value = trace.events.errno.at[step - 1] !== 0 || name === 'fionread' ? ` ${valueText(trace, step)}` : '';
    const text = [name + value, value.trim() || name, name].find((t) => c.measureText(t).width + 10 <= room);
    if (text !== undefined) {
      const wide = c.measureText(text).width + 10;
      bar(c, x - wide / 2, middle - BAR / 2 + 4, wide, BAR - 8, 5, colours[`${tone}-t`], colours[tone]);
      c.fillStyle = colours[tone];
      c.fillText(text, x - wide / 2 + 5, middle + 4);
    } else {
      bar(c, x - 2, middle - BAR / 2 + 4, 4, BAR - 8, 2, colours[tone], colours[tone]);
      c.font = '600 9.5px Inter, system-ui, sans-serif';
      const above = c.measureText(name).width;
      c.fillStyle = colours[tone];
      if (above < Math.min(beside(i - 1), beside(i + 1)) && box.height > BAR + 24) c.fillText(name, x - above / 2, middle - BAR / 2 - 1);
    }
  } else if (trace.events.phase.at[step - 1] === PHASE.PARTIAL) {
    c.fillStyle = colours.ink;
    c.fillRect(x - 1, middle - BAR / 2 - 3, 2, BAR + 6);
  }
}

/** The colour of a call: that of its object; one that is about processes has none. @param {Pen} pen @param {number} step */
function toneOf({ trace, info }, step) {
  const object = trace.events.object.at[step - 1];
  return object === NO_OBJECT ? 'muted' : familyOf(info.objects?.[object]);
}

/** How a worker ended, in words: drawn after the future was faded, since they reach into it. @param {Pen} pen @param {import('view/layout.js').LaneBox} box */
export function drawEnd(pen, box) {
  const { c, colours, trace, info, axis, px } = pen;
  const lane = trace.lane(box.index);
  if (box.thread > 0) return;
  const step = lane.count > 0 ? lane.steps.at[lane.count - 1] : 0;
  if (step === 0 || step > pen.last || trace.opOf(step).effect !== 'end') return;
  const x = px(lane.x(lane.count - 1, axis));
  if (x < -60 || x > pen.width) return;
  const middle = box.y + box.height / 2;
  const failed = trace.events.arg0.at[step - 1] !== 0 || trace.events.result.at[step - 1] !== 0;
  c.fillStyle = failed ? colours.problem : colours.muted;
  c.font = '600 11px Inter, system-ui, sans-serif';
  c.globalAlpha = step > pen.step ? 0.4 : 1;
  const text = endText(trace, info, step).replace('exited with code', 'exit');
  const wide = c.measureText(text).width;
  // Where there is no room beside the lane's end it goes above the boxes; on a low lane the list of lanes says it alone.
  if (x + 11 + wide < pen.width) c.fillText(text, x + 11, middle + 4);
  else if (box.height > BAR + 24) c.fillText(text, Math.min(pen.width, x + 4) - wide, middle - BAR / 2 - 6);
  c.globalAlpha = 1;
}
