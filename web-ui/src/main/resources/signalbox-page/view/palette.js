// @ts-check

const TOKENS = ['panel', 'sunk', 'ink', 'muted', 'faint', 'line', 'line2', 'run', 'run-t', 'problem', 'problem-t', 'stream', 'stream-t', 'lock', 'lock-t', 'msg', 'msg-t', 'mem', 'mem-t', 'cur'];

/** @type {Map<string, Record<string, string>>} */
const known = new Map();

/** The colours of style.css as a canvas can use them. @param {string} theme @returns {Record<string, string>} */
export function palette(theme) {
  const kept = known.get(theme);
  if (kept !== undefined) return kept;
  const probe = document.createElement('i');
  document.body.append(probe);
  const colours = /** @type {Record<string, string>} */ ({});
  for (const token of TOKENS) {
    probe.style.color = `var(--${token})`;
    colours[token] = getComputedStyle(probe).color;
  }
  probe.remove();
  // A call that is about no object: grey, and taller than what runs.
  colours['muted-t'] = colours['run-t'];
  known.set(theme, colours);
  return colours;
}

/** The three channels of a colour of the palette. @param {string} colour @returns {[number, number, number]} */
export function channels(colour) {
  const [r, g, b] = (colour.match(/[\d.]+/g) ?? ['0', '0', '0']).map(Number);
  return [r, g, b];
}

/** @type {Map<string, CanvasPattern>} */
const stripes = new Map();

/**
 * Diagonal stripes; for ever leans the other way and is thicker.
 * @param {CanvasRenderingContext2D} context @param {string} colour @param {string} ground @param {boolean} forever
 */
export function stripePattern(context, colour, ground, forever) {
  const key = `${colour} ${ground} ${forever}`;
  const kept = stripes.get(key);
  if (kept !== undefined) return kept;
  const size = forever ? 10 : 8;
  const tile = document.createElement('canvas');
  tile.width = tile.height = size * 2;
  const c = /** @type {CanvasRenderingContext2D} */ (tile.getContext('2d'));
  c.scale(2, 2);
  c.fillStyle = ground;
  c.fillRect(0, 0, size, size);
  c.strokeStyle = colour;
  c.lineWidth = forever ? 3.6 : 2.2;
  c.beginPath();
  for (const shift of [-size, 0, size]) {
    if (forever) {
      c.moveTo(shift - 1, -1);
      c.lineTo(shift + size + 1, size + 1);
    } else {
      c.moveTo(shift - 1, size + 1);
      c.lineTo(shift + size + 1, -1);
    }
  }
  c.stroke();
  const pattern = /** @type {CanvasPattern} */ (context.createPattern(tile, 'repeat'));
  pattern.setTransform(new DOMMatrix([0.5, 0, 0, 0.5, 0, 0]));
  stripes.set(key, pattern);
  return pattern;
}
