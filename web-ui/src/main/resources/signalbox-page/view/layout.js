// @ts-check

export const GUTTER = 164;
const HEADING = 24;
const FILL = 86;
const LANE = 40;
export const CELL_ROW = 20;

/**
 * @typedef {{key: string, index: number, y: number, height: number, level: number, rows: number[]}} LaneBox
 *     for an object: the index of the cell drawn as a fill level (-1 for none), and of those drawn as numbers
 * @typedef {{workers: LaneBox[], objects: LaneBox[], headings: {y: number, text: string, small: string}[], height: number}} Layout
 */

/**
 * Where each lane lies: what room there is goes to the lanes, up to a size that still reads well.
 * @param {any} info @param {number} room pixels that the lanes may fill without scrolling @returns {Layout}
 */
export function layOut(info, room) {
  const workers = info.workers ?? [];
  const objects = info.objects ?? [];
  const cells = objects.map((/** @type {any} */ o) => ({
    level: o.cells.findIndex((/** @type {any} */ c) => c.max > 0),
    rows: o.cells.map((/** @type {any} */ c, /** @type {number} */ i) => (c.max > 0 ? -1 : i)).filter((/** @type {number} */ i) => i >= 0),
  }));
  const least = 2 * HEADING + workers.length * LANE + cells.reduce((/** @type {number} */ sum, /** @type {any} */ c) => sum + (c.level >= 0 ? FILL : 24) + c.rows.length * CELL_ROW, 0);
  const shares = workers.length + 2 * objects.length;
  const spare = Math.max(0, room - least) / Math.max(1, shares);
  const worker = LANE + Math.min(50, spare);
  const fill = FILL + Math.min(104, spare * 2);
  let y = 0;
  const headings = [{ y, text: 'Workers', small: 'one real process each' }];
  y += HEADING;
  const workerBoxes = workers.map((/** @type {any} */ _, /** @type {number} */ index) => {
    const box = { key: `w${index}`, index, y, height: worker, level: -1, rows: [] };
    y += worker;
    return box;
  });
  headings.push({ y, text: 'Objects', small: 'state after every step' });
  y += HEADING;
  const objectBoxes = objects.map((/** @type {any} */ _, /** @type {number} */ index) => {
    const { level, rows } = cells[index];
    const height = (level >= 0 ? fill : 24) + rows.length * CELL_ROW;
    const box = { key: `o${index}`, index, y, height, level, rows };
    y += height;
    return box;
  });
  return { workers: workerBoxes, objects: objectBoxes, headings, height: y };
}

/** Where the number row of a cell lies in its lane. @param {LaneBox} box @param {number} n */
export function cellRowY(box, n) {
  return box.y + box.height - (box.rows.length - n) * CELL_ROW - 4;
}
