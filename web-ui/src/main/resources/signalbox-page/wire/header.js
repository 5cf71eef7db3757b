// @ts-check

/**
 * @typedef {{id: number, name: string, effect: string, blocks: boolean}} Op
 * @typedef {{ops: Map<number, Op>, errors: Map<number, string>}} Header
 */

const MAGIC = 'SBXTRACE';
const VERSION = 1;

/**
 * The tables of a trace header; the drawing of its bytes is in TraceFormat.java.
 * @param {DataView} bytes from the first byte of the header
 * @returns {Header} ops by id, and the names of error numbers
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
  const text = new TextDecoder();
  let at = 16;
  const byte = () => bytes.getUint8(at++);
  const short = () => {
    at += 2;
    return bytes.getUint16(at - 2, true);
  };
  const name = () => {
    const length = byte();
    at += length;
    return text.decode(new Uint8Array(bytes.buffer, bytes.byteOffset + at - length, length));
  };
  const effects = Array.from({ length: short() }, name);
  const ops = new Map();
  for (let left = short(); left > 0; left--) {
    const id = short();
    const effect = effects[byte()];
    ops.set(id, { id, effect, blocks: byte() === 1, name: name() });
  }
  const errors = new Map();
  for (let left = short(); left > 0; left--) {
    errors.set(short(), name());
  }
  return { ops, errors };
}
