// @ts-check
import { EFFECTS, ERRORS, OPS, rowsOf } from 'test/tape.js';

/**
 * The messages of a feed, byte by byte as the server sends them.
 *
 * @typedef {object} Play
 * @property {any} info RunInfo
 * @property {string[]} lines as of a tape
 * @property {number[][]} cells step, object, cell, value
 * @property {number[][]} edges from, to, object, offset, bytes
 * @property {number[][]} holds step, worker, object, fd, access, delta
 */

/** @param {Play} play @returns {ArrayBuffer[]} header, events, cells, edges, holds */
export function messagesOf({ lines, cells, edges, holds }) {
  return [headerMessage(), eventsMessage(lines),
    message(2, 24, cells, (v, at, [step, object, cell, value]) => {
      v.setUint32(at, step, true);
      v.setUint16(at + 4, object, true);
      v.setUint16(at + 6, cell, true);
      v.setBigInt64(at + 8, BigInt(value), true);
    }),
    message(3, 32, edges, (v, at, [from, to, object, offset, bytes]) => {
      v.setUint32(at, from, true);
      v.setUint32(at + 4, to, true);
      v.setUint16(at + 8, object, true);
      v.setBigInt64(at + 16, BigInt(offset), true);
      v.setBigInt64(at + 24, BigInt(bytes), true);
    }),
    message(4, 24, holds, (v, at, [step, worker, object, fd, access, delta]) => {
      v.setUint32(at, step, true);
      v.setUint16(at + 4, worker, true);
      v.setUint16(at + 6, object, true);
      v.setInt32(at + 8, fd, true);
      v.setUint16(at + 12, access, true);
      v.setInt32(at + 16, delta, true);
    })];
}

/** @template T @param {number} kind @param {number} width @param {T[]} rows @param {(v: DataView, at: number, row: T) => void} put */
function message(kind, width, rows, put) {
  const v = new DataView(new ArrayBuffer(8 + rows.length * width));
  v.setUint32(0, kind, true);
  v.setUint32(4, rows.length, true);
  rows.forEach((row, i) => put(v, 8 + i * width, row));
  return v.buffer;
}

/** @param {string[]} lines */
function eventsMessage(lines) {
  return message(1, 128, rowsOf(lines), (v, at, row) => {
    v.setUint8(at, row.phase);
    v.setUint8(at + 1, row.flags);
    v.setUint16(at + 2, row.op, true);
    v.setUint16(at + 4, row.worker, true);
    v.setUint16(at + 6, row.object, true);
    const wide = /** @type {[number, number][]} */ ([[16, row.opId], [32, row.startNs], [40, row.endNs], [48, row.atNs], [56, row.arg0], [64, row.arg1], [72, row.result]]);
    for (const [offset, value] of wide) v.setBigInt64(at + offset, BigInt(value), true);
    v.setInt32(at + 24, row.tid, true);
    v.setInt32(at + 28, row.line, true);
    v.setInt32(at + 80, row.errno, true);
    v.setInt32(at + 84, row.fd, true);
    v.setInt32(at + 88, row.preview.length, true);
    new Uint8Array(v.buffer, at + 92, 36).set(row.preview.subarray(0, 36));
  });
}

function headerMessage() {
  const bytes = [...new TextEncoder().encode('SBXTRACE'), 1, 0, 0, 0, 0, 0, 0, 0];
  const short = (/** @type {number} */ n) => bytes.push(n & 255, n >> 8);
  const name = (/** @type {string} */ text) => bytes.push(text.length, ...new TextEncoder().encode(text));
  short(EFFECTS.length);
  EFFECTS.forEach(name);
  short(OPS.length);
  for (const [id, call, effect, blocks] of OPS) {
    short(id);
    bytes.push(EFFECTS.indexOf(effect), blocks ? 1 : 0);
    name(call);
  }
  short(ERRORS.length);
  for (const [number, text] of ERRORS) {
    short(number);
    name(text);
  }
  const v = new DataView(new ArrayBuffer(8 + bytes.length));
  new Uint8Array(v.buffer, 8).set(bytes);
  return v.buffer;
}
