// @ts-check
import { EFFECTS } from 'wire/effects.js';

/**
 * @typedef {{id: number, name: string, effect: string, blocks: boolean}} Op
 */

const MAGIC = 'SBXTRACE';
const VERSION = 1;

/**
 * The op table of a trace header; the drawing of its bytes is in TraceFormat.java.
 * @param {DataView} bytes from the first byte of the header
 * @returns {Map<number, Op>} by id
 */
export function decodeHeader(bytes) {
  for (let i = 0; i < MAGIC.length; i++) {
    if (bytes.byteLength < 18 || bytes.getUint8(i) !== MAGIC.charCodeAt(i)) {
      throw new Error('trace: does not begin with SBXTRACE (expected: a trace of signalbox)');
    }
  }
  const version = bytes.getInt32(8, true);
  if (version !== VERSION) {
    throw new Error(`trace: version ${version} (expected: ${VERSION})`);
  }
  const ops = new Map();
  const text = new TextDecoder();
  let at = 18;
  for (let left = bytes.getUint16(16, true); left > 0; left--) {
    const length = bytes.getUint8(at + 4);
    const id = bytes.getUint16(at, true);
    ops.set(id, {
      id,
      name: text.decode(new Uint8Array(bytes.buffer, bytes.byteOffset + at + 5, length)),
      effect: EFFECTS[bytes.getUint8(at + 2)] ?? 'query',
      blocks: bytes.getUint8(at + 3) === 1,
    });
    at += 5 + length;
  }
  return ops;
}
