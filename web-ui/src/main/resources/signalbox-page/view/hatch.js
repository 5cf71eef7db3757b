// @ts-check

/** @type {Map<string, CanvasPattern>} */
const known = new Map();

/**
 * Thin lines far apart, for what nobody can see into: unlike the stripes of a wait they are faint and lean back.
 * @param {CanvasRenderingContext2D} context @param {string} colour @param {string} ground
 */
export function hatchPattern(context, colour, ground) {
  const key = `${colour} ${ground}`;
  const kept = known.get(key);
  if (kept !== undefined) return kept;
  const size = 12;
  const tile = document.createElement('canvas');
  tile.width = tile.height = size * 2;
  const c = /** @type {CanvasRenderingContext2D} */ (tile.getContext('2d'));
  c.scale(2, 2);
  c.fillStyle = ground;
  c.fillRect(0, 0, size, size);
  c.strokeStyle = colour;
  c.lineWidth = 1;
  c.beginPath();
  for (const shift of [-size, 0, size]) {
    c.moveTo(shift - 1, -1);
    c.lineTo(shift + size + 1, size + 1);
  }
  c.stroke();
  const pattern = /** @type {CanvasPattern} */ (context.createPattern(tile, 'repeat'));
  pattern.setTransform(new DOMMatrix([0.5, 0, 0, 0.5, 0, 0]));
  known.set(key, pattern);
  return pattern;
}
