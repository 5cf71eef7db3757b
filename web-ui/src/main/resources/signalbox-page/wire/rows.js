// @ts-check

/**
 * The rows of a run as they come, little-endian; the drawings are in TraceFormat.java and Story.java.
 *
 * @typedef {object} EventRow
 * @property {number} phase @property {number} flags @property {number} op
 * @property {number} worker @property {number} object
 * @property {number} opId @property {number} line
 * @property {number} startNs @property {number} endNs @property {number} atNs
 * @property {number} arg0 @property {number} arg1 @property {number} result
 * @property {number} errno
 * @property {Uint8Array} preview
 */

export const EVENT_BYTES = 128;
export const CELL_BYTES = 24;
export const EDGE_BYTES = 32;

/** @param {DataView} v @param {number} at */
function i64(v, at) {
  return v.getInt32(at + 4, true) * 4294967296 + v.getUint32(at, true);
}

/**
 * @param {DataView} v rows and nothing else
 * @param {(row: EventRow) => void} take called once a row, with the same object each time
 */
export function decodeEvents(v, take) {
  const row = /** @type {EventRow} */ ({});
  for (let at = 0; at + EVENT_BYTES <= v.byteLength; at += EVENT_BYTES) {
    row.phase = v.getUint8(at);
    row.flags = v.getUint8(at + 1);
    row.op = v.getUint16(at + 2, true);
    row.worker = v.getUint16(at + 4, true);
    row.object = v.getUint16(at + 6, true);
    row.opId = i64(v, at + 16);
    row.line = v.getInt32(at + 28, true);
    row.startNs = i64(v, at + 32);
    row.endNs = i64(v, at + 40);
    row.atNs = i64(v, at + 48);
    row.arg0 = i64(v, at + 56);
    row.arg1 = i64(v, at + 64);
    row.result = i64(v, at + 72);
    row.errno = v.getInt32(at + 80, true);
    const length = Math.min(36, Math.max(0, v.getInt32(at + 88, true)));
    row.preview = new Uint8Array(v.buffer, v.byteOffset + at + 92, length);
    take(row);
  }
}

/**
 * @param {DataView} v
 * @param {(step: number, object: number, cell: number, value: number) => void} take
 */
export function decodeCells(v, take) {
  for (let at = 0; at + CELL_BYTES <= v.byteLength; at += CELL_BYTES) {
    take(v.getUint32(at, true), v.getUint16(at + 4, true), v.getUint16(at + 6, true), i64(v, at + 8));
  }
}

/**
 * @param {DataView} v
 * @param {(from: number, to: number, object: number, offset: number, bytes: number, kind: number) => void} take
 */
export function decodeEdges(v, take) {
  for (let at = 0; at + EDGE_BYTES <= v.byteLength; at += EDGE_BYTES) {
    take(v.getUint32(at, true), v.getUint32(at + 4, true), v.getUint16(at + 8, true), i64(v, at + 16), i64(v, at + 24), v.getUint16(at + 10, true));
  }
}
