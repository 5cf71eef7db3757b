// @ts-check

/** A column of numbers that grows; reads go straight to its typed array. */
export class Column {
  /** @param {new (length: number) => any} Type of typed array @param {number} [width] numbers in a row */
  constructor(Type, width = 1) {
    this.Type = Type;
    this.width = width;
    this.length = 0;
    this.at = new Type(1024 * width);
  }

  /** @param {number} value */
  push(value) {
    this.room();
    this.at[this.length++] = value;
  }

  /** Makes room for one more row and leaves it to the caller to fill it. */
  room() {
    if ((this.length + 1) * this.width > this.at.length) {
      const larger = new this.Type(this.at.length * 2);
      larger.set(this.at);
      this.at = larger;
    }
  }
}

/**
 * How many of the first numbers, which rise, are at most a value.
 * @param {ArrayLike<number>} sorted @param {number} length @param {number} value
 */
export function countUpTo(sorted, length, value) {
  let low = 0;
  let high = length;
  while (low < high) {
    const mid = (low + high) >>> 1;
    if (sorted[mid] <= value) low = mid + 1;
    else high = mid;
  }
  return low;
}
