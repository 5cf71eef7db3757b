// @ts-check
import { Column, countUpTo } from 'model/column.js';

const BLOCK = 64;

/**
 * Who holds which end of one object, as it changes.
 *
 * Every {@link BLOCK} changes it keeps the whole list, so that any step costs one binary search and a short walk,
 * forward and back alike.
 *
 * @typedef {{worker: number, fd: number, access: number}} Hold
 */
export class Holdings {
  constructor() {
    this.steps = new Column(Uint32Array);
    this.workers = new Column(Uint16Array);
    this.fds = new Column(Int32Array);
    this.accesses = new Column(Uint8Array);
    this.deltas = new Column(Int8Array);
    /** @type {Hold[][]} */
    this.kept = [];
    /** @type {Hold[]} after the last change */
    this.now = [];
  }

  get count() {
    return this.steps.length;
  }

  /** @param {number} step @param {number} worker @param {number} fd @param {number} access @param {number} delta */
  append(step, worker, fd, access, delta) {
    if (this.count % BLOCK === 0) this.kept.push(this.now.slice());
    this.steps.push(step);
    this.workers.push(worker);
    this.fds.push(fd);
    this.accesses.push(access);
    this.deltas.push(delta);
    change(this.now, { worker, fd, access }, delta);
  }

  /** Those who hold an end after a step, in the order in which they took it. @param {number} step @returns {Hold[]} */
  at(step) {
    const count = countUpTo(this.steps.at, this.count, step);
    if (count === this.count) return this.now;
    const block = Math.floor(count / BLOCK);
    const held = this.kept[block].slice();
    for (let i = block * BLOCK; i < count; i++) {
      change(held, { worker: this.workers.at[i], fd: this.fds.at[i], access: this.accesses.at[i] }, this.deltas.at[i]);
    }
    return held;
  }
}

/** @param {Hold[]} held @param {Hold} end @param {number} delta */
function change(held, end, delta) {
  if (delta > 0) {
    held.push(end);
    return;
  }
  const at = held.findIndex(({ worker, fd, access }) => worker === end.worker && fd === end.fd && access === end.access);
  if (at >= 0) held.splice(at, 1);
}
