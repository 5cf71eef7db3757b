// @ts-check
import { Column, countUpTo } from 'model/column.js';

/** The kind of an edge that could have gone another way: calls of several threads overlapped. */
const INFERRED = 1;

/**
 * Which step took out what another had put in; sorted by the step that took.
 *
 * Each step has the list of edges that leave it and that reach it, linked through the columns (0 ends a list; numbers
 * are index + 1).
 */
export class Edges {
  constructor() {
    this.from = new Column(Uint32Array);
    this.to = new Column(Uint32Array);
    this.object = new Column(Uint16Array);
    this.offset = new Column(Float64Array);
    this.bytes = new Column(Float64Array);
    this.kind = new Column(Uint16Array);
    this.nextOut = new Column(Int32Array);
    this.nextIn = new Column(Int32Array);
    /** @type {Map<number, number>} */
    this.firstOut = new Map();
    /** @type {Map<number, number>} */
    this.firstIn = new Map();
  }

  get count() {
    return this.from.length;
  }

  /** @param {number} from @param {number} to @param {number} object @param {number} offset @param {number} bytes @param {number} kind */
  append(from, to, object, offset, bytes, kind) {
    this.nextOut.push(this.firstOut.get(from) ?? 0);
    this.nextIn.push(this.firstIn.get(to) ?? 0);
    this.from.push(from);
    this.to.push(to);
    this.object.push(object);
    this.offset.push(offset);
    this.bytes.push(bytes);
    this.kind.push(kind);
    this.firstOut.set(from, this.count);
    this.firstIn.set(to, this.count);
  }

  /** What is said behind an edge that nobody has seen. @param {number} edge */
  aside(edge) {
    return this.isInferred(edge) ? ' (inferred)' : '';
  }

  /** @param {number} edge */
  isInferred(edge) {
    return this.kind.at[edge] === INFERRED;
  }

  /** The edges that leave a step, by index, first first. @param {number} step */
  leaving(step) {
    return walk(this.firstOut.get(step), this.nextOut);
  }

  /** The edges that reach a step. @param {number} step */
  reaching(step) {
    return walk(this.firstIn.get(step), this.nextIn);
  }

  /**
   * The edges that touch a range of steps; null when there are more than the limit.
   * @param {number} first @param {number} last @param {number} limit
   * @returns {number[] | null}
   */
  within(first, last, limit) {
    const begin = countUpTo(this.to.at, this.count, first - 1);
    const end = countUpTo(this.to.at, this.count, last);
    if (end - begin > limit) return null;
    const found = [];
    for (let i = begin; i < end; i++) found.push(i);
    // Those that begin in the range and end after it: a stream is read in order, so they come next.
    for (let i = end; i < this.count && i < end + limit; i++) {
      if (this.from.at[i] <= last) found.push(i);
    }
    return found.length > limit ? null : found;
  }
}

/** @param {number | undefined} first @param {Column} next */
function walk(first, next) {
  const found = [];
  for (let n = first ?? 0; n > 0; n = next.at[n - 1]) found.push(n - 1);
  return found.reverse();
}
