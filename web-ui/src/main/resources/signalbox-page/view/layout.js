// @ts-check

export const GUTTER = 188;
export const CELL_ROW = 20;
const HEADING = 24;
const LOW = 60;
const FILL = 86;
const LANE = 40;
const THREAD = 38;
const THREADS_MAX = 64;

/**
 * @typedef {object} LaneBox
 * @property {string} key @property {number} index of the worker or object @property {number} thread
 * @property {import('model/actors.js').Actor | null} actor null for an object
 * @property {number} y @property {number} height
 * @property {number} level for an object the cell that is drawn as a fill level, -1 for none
 * @property {number[]} rows and those that are drawn as numbers
 * @property {boolean} low whether there is no room for more than the level
 *
 * @typedef {object} Layout
 * @property {LaneBox[]} workers as they stand, @property {LaneBox[]} objects
 * @property {(worker: number, thread: number) => LaneBox | undefined} boxOf
 * @property {{y: number, text: string, small: string}[]} headings
 * @property {number} height
 */

/**
 * Where each lane lies: what room there is goes to the lanes, up to a size that still reads well. Where there is too
 * little, the objects keep their level and leave the numbers to the names beside them.
 * @param {any} info @param {import('model/actors.js').Actor[]} actors
 * @param {number} room pixels that the lanes may fill without scrolling @returns {Layout}
 */
export function layOut(info, actors, room) {
  const objects = (info.objects ?? []).map((/** @type {any} */ o) => ({
    level: o.cells.findIndex((/** @type {any} */ c) => c.max > 0),
    rows: o.cells.map((/** @type {any} */ c, /** @type {number} */ i) => (c.max > 0 ? -1 : i)).filter((/** @type {number} */ i) => i >= 0),
  }));
  const lanes = actors.map((a) => (a.isAlone ? LANE : THREAD));
  const least = 2 * HEADING + sum(lanes);
  const full = (/** @type {any} */ o) => (o.level >= 0 ? FILL : 24) + o.rows.length * CELL_ROW;
  const low = least + sum(objects.map(full)) > room;
  const bodies = objects.map((/** @type {any} */ o) => (low && o.level >= 0 ? LOW : full(o)));
  const spare = Math.max(0, room - least - sum(bodies)) / Math.max(1, actors.length + (low ? 1 : 2) * objects.length);
  let y = HEADING;
  const headings = [{ y: 0, text: 'Workers', small: 'one real process each' }];
  const boxes = new Map();
  const workerBoxes = actors.map((actor, i) => {
    const box = { key: actor.key, index: actor.worker, thread: actor.thread, actor, y, height: lanes[i] + Math.min(50, spare), level: -1, rows: [], low: false };
    boxes.set(actor.worker * THREADS_MAX + actor.thread, box);
    y += box.height;
    return box;
  });
  headings.push({ y, text: 'Objects', small: 'state after every step' });
  y += HEADING;
  const objectBoxes = objects.map((/** @type {any} */ { level, rows }, /** @type {number} */ index) => {
    const height = bodies[index] + (low ? Math.min(30, spare) : Math.min(104, spare * 2));
    const box = { key: `o${index}`, index, thread: 0, actor: null, y, height, level, rows: low && level >= 0 ? [] : rows, low: low && level >= 0 };
    y += height;
    return box;
  });
  const boxOf = (/** @type {number} */ worker, /** @type {number} */ thread) => boxes.get(worker * THREADS_MAX + thread) ?? boxes.get(worker * THREADS_MAX);
  return { workers: workerBoxes, objects: objectBoxes, boxOf, headings, height: y };
}

/** @param {number[]} heights */
function sum(heights) {
  return heights.reduce((all, height) => all + height, 0);
}

/** Where the number row of a cell lies in its lane. @param {LaneBox} box @param {number} n */
export function cellRowY(box, n) {
  return box.y + box.height - (box.rows.length - n) * CELL_ROW - 4;
}
