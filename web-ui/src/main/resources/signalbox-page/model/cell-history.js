// @ts-check
import { Column, countUpTo } from 'model/column.js';

const BLOCK = 64;

/** The values of one cell, as a step function of the step. */
export class CellHistory {
  constructor() {
    this.steps = new Column(Uint32Array);
    this.values = new Column(Float64Array);
    this.least = new Column(Float64Array);
    this.most = new Column(Float64Array);
  }

  get count() {
    return this.steps.length;
  }

  /** @param {number} step @param {number} value */
  append(step, value) {
    if (this.count % BLOCK === 0) {
      this.least.push(value);
      this.most.push(value);
    } else {
      const last = this.least.length - 1;
      this.least.at[last] = Math.min(this.least.at[last], value);
      this.most.at[last] = Math.max(this.most.at[last], value);
    }
    this.steps.push(step);
    this.values.push(value);
  }

  /** The value after a step, 0 where none was said yet. @param {number} step */
  at(step) {
    const count = countUpTo(this.steps.at, this.count, step);
    return count === 0 ? 0 : this.values.at[count - 1];
  }

  /** The index of the last change up to a step, -1 where there is none. @param {number} step */
  indexAt(step) {
    return countUpTo(this.steps.at, this.count, step) - 1;
  }

  /**
   * The least and the most of the values between two indices, both included.
   * @param {number} from @param {number} to @returns {[number, number]}
   */
  span(from, to) {
    let least = Infinity;
    let most = -Infinity;
    let i = Math.max(0, from);
    while (i <= to) {
      if (i % BLOCK === 0 && i + BLOCK - 1 <= to) {
        least = Math.min(least, this.least.at[i / BLOCK]);
        most = Math.max(most, this.most.at[i / BLOCK]);
        i += BLOCK;
      } else {
        least = Math.min(least, this.values.at[i]);
        most = Math.max(most, this.values.at[i]);
        i++;
      }
    }
    return least === Infinity ? [0, 0] : [least, most];
  }
}
