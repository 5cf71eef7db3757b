// @ts-check
import { decodeHeader } from 'wire/header.js';
import { decodeCells, decodeEdges, decodeEvents } from 'wire/rows.js';

/**
 * Where decoded things go. The model has one.
 *
 * @typedef {object} Sink
 * @property {(header: import('wire/header.js').Header) => void} header
 * @property {(row: import('wire/rows.js').EventRow) => void} event
 * @property {(step: number, object: number, cell: number, value: number) => void} cell
 * @property {(from: number, to: number, object: number, offset: number, bytes: number, kind: number) => void} edge
 */

const HEADER = 0;
const EVENTS = 1;
const CELLS = 2;
const EDGES = 3;

/**
 * Decodes one binary message of the feed: u32 kind, u32 count, then the rows.
 * @param {ArrayBuffer} message
 * @param {Sink} sink
 */
export function decodeMessage(message, sink) {
  const kind = new DataView(message).getUint32(0, true);
  const body = new DataView(message, 8);
  if (kind === HEADER) {
    sink.header(decodeHeader(body));
  } else if (kind === EVENTS) {
    decodeEvents(body, sink.event);
  } else if (kind === CELLS) {
    decodeCells(body, sink.cell);
  } else if (kind === EDGES) {
    decodeEdges(body, sink.edge);
  }
}
