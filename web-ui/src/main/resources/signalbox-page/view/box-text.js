// @ts-check

export const BAR = 32;

/**
 * A box on the canvas.
 * @param {CanvasRenderingContext2D} c @param {number} x @param {number} y @param {number} width @param {number} height
 * @param {number} radius @param {string} fill @param {string} stroke @param {number[]} [dash] @param {CanvasPattern | null} [pattern] instead of the fill
 */
export function bar(c, x, y, width, height, radius, fill, stroke, dash = [], pattern = null) {
  c.setLineDash(dash);
  c.fillStyle = pattern ?? fill;
  c.strokeStyle = stroke;
  c.lineWidth = 1;
  c.beginPath();
  c.roundRect(x, y, width, height, Math.min(radius, width / 2));
  c.fill();
  c.stroke();
  c.setLineDash([]);
}

/**
 * The first of some texts that fits between two places, in the middle.
 * @param {import('view/worker-lane.js').Pen} pen @param {number} a @param {number} e @param {number} middle
 * @param {string[]} texts @param {string} colour @param {string | null} ground
 */
export function label(pen, a, e, middle, texts, colour, ground) {
  const { c } = pen;
  const from = Math.max(0, a);
  const room = Math.min(pen.width, e) - from - 8;
  c.font = '600 11px Inter, system-ui, sans-serif';
  const text = texts.find((t) => c.measureText(t).width <= room);
  if (text === undefined) return;
  const wide = c.measureText(text).width;
  const x = from + 4 + (room - wide) / 2;
  if (ground !== null) bar(c, x - 5, middle - 9, wide + 10, 18, 4, ground, ground);
  c.fillStyle = colour;
  c.fillText(text, x, middle + 4);
}

/**
 * What a call gave back, with its name where there is room; the number goes before the name.
 * @param {import('view/worker-lane.js').Pen} pen @param {number} a @param {number} e @param {number} middle
 * @param {import('model/box-label.js').BoxLabel} says @param {string} colour
 */
export function callLabel(pen, a, e, middle, says, colour) {
  const { c } = pen;
  const { name, value } = says;
  const from = Math.max(0, a);
  const room = Math.min(pen.width, e) - from - 6;
  const centre = from + 3 + room / 2;
  const wide = (/** @type {string} */ text) => c.measureText(text).width;
  const put = (/** @type {string} */ text, /** @type {number} */ y) => c.fillText(text, centre - wide(text) / 2, y);
  c.font = '600 10.5px Inter, system-ui, sans-serif';
  c.fillStyle = colour;
  const line = [says.whole, `${name} ${value}`].find((text) => wide(text) <= room);
  if (line !== undefined) {
    put(line, middle + 4);
    return;
  }
  if (Math.max(wide(name), wide(value)) <= room + 3) {
    put(name, middle - 2);
    put(value, middle + 11);
    return;
  }
  // The value inside and the name above still read at one step's width.
  c.font = '600 9.5px Inter, system-ui, sans-serif';
  const isIn = wide(value) <= room + 5;
  if (isIn) put(value, middle + 3.5);
  else if (wide(name) <= room + 5) put(name, middle + 3.5);
  // From the left edge: an arrow to the call comes down at the right one.
  const above = isIn ? name : value;
  if (wide(above) <= 2 * room && (pen.laneHeight ?? 0) > BAR + 24) c.fillText(above, from, middle - BAR / 2 - 5);
}
