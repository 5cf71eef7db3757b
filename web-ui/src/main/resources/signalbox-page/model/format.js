// @ts-check

/** A length of time in words of three figures. @param {number} ns */
export function duration(ns) {
  if (ns >= 1e9) return `${figures(ns / 1e9)} s`;
  if (ns >= 1e6) return `${figures(ns / 1e6)} ms`;
  if (ns >= 1e3) return `${figures(ns / 1e3)} µs`;
  return `${Math.round(ns)} ns`;
}

/** @param {number} value */
function figures(value) {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return value.toFixed(digits).replace(/\.0+$/, '');
}

/** An instant of the run, always in milliseconds so that a column of them lines up. @param {number} ns */
export function instant(ns) {
  return `${(ns / 1e6).toFixed(3)} ms`;
}

/** A number with thin spaces between thousands. @param {number} value */
export function grouped(value) {
  return String(value).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

/** @param {number} count @param {string} noun */
export function plural(count, noun) {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/**
 * Bytes as strace writes them, cut after so many characters.
 * @param {Uint8Array} bytes @param {number} moved how many there were in all @param {number} [shown]
 */
export function cString(bytes, moved, shown = 16) {
  const escapes = /** @type {Record<number, string>} */ ({ 9: '\\t', 10: '\\n', 13: '\\r', 34: '\\"', 92: '\\\\' });
  let text = '';
  const length = Math.min(bytes.length, shown);
  for (let i = 0; i < length; i++) {
    const b = bytes[i];
    text += escapes[b] ?? (b >= 32 && b < 127 ? String.fromCharCode(b) : `\\${b.toString(8)}`);
  }
  return `"${text}"${moved > length ? '…' : ''}`;
}
