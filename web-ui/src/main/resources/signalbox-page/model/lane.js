// @ts-check
import { Column, countUpTo } from 'model/column.js';

/** What a worker is doing between two of its events. */
export const DOING = Object.freeze({ NOTHING: 0, RUNNING: 1, CALL: 2, PAUSE: 3, WAITING: 4 });
export const DOING_COUNT = 5;

const BLOCK = 32;

/**
 * What one thread of a worker does, as intervals between its own steps. By the clock a call lies where the worker was in it, from its
 * start to its return, though its steps lie where they took effect.
 *
 * Every {@link BLOCK} boundaries it keeps how much of each doing came before, on both axes, so that the share of each
 * in any range costs one binary search and a short walk, however many events the range has.
 */
export class Lane {
  /** @param {import('model/events.js').Events} events @param {number} worker @param {number} thread */
  constructor(events, worker, thread) {
    this.events = events;
    this.worker = worker;
    this.thread = thread;
    this.steps = new Column(Int32Array);
    this.ns = new Column(Float64Array);
    this.doing = new Column(Uint8Array);
    this.sums = { steps: new Column(Float64Array, DOING_COUNT), time: new Column(Float64Array, DOING_COUNT) };
    this.running = { steps: new Float64Array(DOING_COUNT), time: new Float64Array(DOING_COUNT) };
  }

  get count() {
    return this.steps.length;
  }

  /** From this step on the worker does so. @param {number} step @param {number} doing */
  append(step, doing) {
    const last = this.count - 1;
    const ns = this.events.boundNs(step);
    this.ns.push(last >= 0 ? Math.max(this.ns.at[last], ns) : ns);
    this.steps.push(step);
    for (const axis of /** @type {('steps'|'time')[]} */ (['steps', 'time'])) {
      const sum = this.running[axis];
      if (last >= 0) {
        sum[this.doing.at[last]] += this.x(last + 1, axis) - this.x(last, axis);
      }
      if ((last + 1) % BLOCK === 0) {
        const kept = this.sums[axis];
        kept.room();
        kept.at.set(sum, kept.length++ * DOING_COUNT);
      }
    }
    this.doing.push(doing);
  }

  /** Where an interval begins. @param {number} index @param {'steps'|'time'} axis */
  x(index, axis) {
    return axis === 'steps' ? this.steps.at[index] : this.ns.at[index];
  }

  /** The index of the interval that a step lies in, -1 before the first. @param {number} step */
  indexAt(step) {
    return countUpTo(this.steps.at, this.count, step) - 1;
  }

  /** The index of the interval at a place of an axis. @param {number} x @param {'steps'|'time'} axis */
  indexAtX(x, axis) {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const mid = (low + high) >>> 1;
      if (this.x(mid, axis) <= x) low = mid + 1;
      else high = mid;
    }
    return low - 1;
  }

  /**
   * How long the worker did each thing before a place of an axis.
   * @param {number} x @param {'steps'|'time'} axis @param {Float64Array} out one number a doing
   */
  before(x, axis, out) {
    this.upTo(this.indexAtX(x, axis), x, axis, out);
  }

  /**
   * The same where it is known which interval the place lies in.
   * @param {number} index @param {number} x @param {'steps'|'time'} axis @param {Float64Array} out
   */
  upTo(index, x, axis, out) {
    out.fill(0);
    if (index < 0) return;
    const block = Math.floor(index / BLOCK);
    for (let d = 0; d < DOING_COUNT; d++) out[d] = this.sums[axis].at[block * DOING_COUNT + d];
    for (let i = block * BLOCK; i < index; i++) {
      out[this.doing.at[i]] += this.x(i + 1, axis) - this.x(i, axis);
    }
    out[this.doing.at[index]] += x - this.x(index, axis);
  }
}
