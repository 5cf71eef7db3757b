// @ts-check
import { decodeHeader } from 'wire/header.js';
import { decodeMessage } from 'wire/message.js';
import { decodeCells, decodeEdges } from 'wire/rows.js';
import { holds, same, test } from 'test/harness.js';

test('cells_areDecoded_negativeOnesToo', () => {
  const v = new DataView(new ArrayBuffer(48));
  v.setUint32(0, 7, true);
  v.setUint16(4, 2, true);
  v.setUint16(6, 1, true);
  v.setBigInt64(8, -5n, true);
  v.setUint32(24, 4294967295, true);
  v.setBigInt64(32, 1n << 52n, true);
  const got = [];
  decodeCells(v, (...row) => got.push(row));
  same([[7, 2, 1, -5], [4294967295, 0, 0, 2 ** 52]], got);
});

test('edges_areDecoded', () => {
  const v = new DataView(new ArrayBuffer(32));
  v.setUint32(0, 3, true);
  v.setUint32(4, 9, true);
  v.setUint16(8, 1, true);
  v.setUint16(10, 1, true);
  v.setBigInt64(16, 2048n, true);
  v.setBigInt64(24, 100n, true);
  const got = [];
  decodeEdges(v, (...row) => got.push(row));
  same([[3, 9, 1, 2048, 100, 1]], got);
});

test('header_thatIsNoneIsRefused', () => {
  let said = '';
  try { decodeHeader(new DataView(new ArrayBuffer(40))); } catch (e) { said = e.message; }
  holds(said.startsWith('trace: does not begin with SBXTRACE'), said);
});

test('message_ofAnUnknownKindIsPassedOver', () => {
  const message = new ArrayBuffer(8 + 24);
  new DataView(message).setUint32(0, 9, true);
  decodeMessage(message, /** @type {any} */ ({}));
});
