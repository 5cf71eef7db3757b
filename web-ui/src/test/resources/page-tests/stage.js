// @ts-check
import { dice } from 'test/harness.js';

const PIPE_CELLS = [{ name: 'level', label: 'bytes in the pipe', max: 4096 }, { name: 'readers', label: 'open read ends', max: null }, { name: 'writers', label: 'open write ends', max: null }];

/** Writes a play down while it goes on: what is done, and what comes of it. */
export class Stage {
  constructor() {
    this.roll = dice(11);
    this.ns = 0;
    this.lines = /** @type {string[]} */ ([]);
    this.cells = /** @type {number[][]} */ ([]);
    this.edges = /** @type {number[][]} */ ([]);
    this.holds = /** @type {number[][]} */ ([]);
    /** @type {{level: number, ends: number[], from: number[], offset: number, foreign: boolean}[]} */
    this.objects = [];
  }

  get step() {
    return this.lines.length;
  }

  /** Lets some time pass, µs. @param {number} us */
  later(us) {
    this.ns += us * 1000;
    return this;
  }

  /** @param {string} line */
  go(line) {
    this.ns += 8000 + this.roll(30000);
    this.lines.push(`${line} at=${this.ns}`);
    return this;
  }

  /** An object is there from here on. @param {number} object */
  make(object, foreign = false) {
    this.objects[object] = { level: 0, ends: [0, 0], from: [], offset: 0, foreign };
    [foreign ? -1 : 0, 0, 0].forEach((value, cell) => this.cells.push([this.step, object, cell, value]));
    return this;
  }

  /** @param {number} worker @param {number} object @param {number} fd @param {number} access */
  take(worker, object, fd, access, delta = 1) {
    this.holds.push([this.step, worker, object, fd, access, delta]);
    const { ends } = this.objects[object];
    ends[access] += delta;
    this.cells.push([this.step, object, access + 1, ends[access]]);
    return this;
  }

  /** @param {number} worker @param {number} object @param {number} fd @param {number} access */
  close(worker, object, fd, access, more = '') {
    return this.go(`${worker} whole close on=${object} side=${access} fd=${fd}${more}`).take(worker, object, fd, access, -1);
  }

  /** @param {number} worker @param {number} object @param {number} fd @param {string} text */
  write(worker, object, fd, text, more = '') {
    const { length } = text;
    this.go(`${worker} enter write on=${object} fd=${fd} arg=${length}${more}`).go(`${worker} exit write on=${object} fd=${fd} arg=${length} result=${length} text=${text}${more}`);
    return this.put(object, length);
  }

  /** @param {number} object @param {number} bytes */
  put(object, bytes) {
    const it = this.objects[object];
    it.level += bytes;
    for (let i = 0; i < bytes; i++) it.from.push(this.step);
    if (!it.foreign) this.cells.push([this.step, object, 0, it.level]);
    return this;
  }

  /** @param {number} object @param {number} bytes */
  got(object, bytes) {
    const it = this.objects[object];
    it.level -= bytes;
    for (const from of new Set(it.from.slice(0, bytes))) {
      const part = it.from.slice(0, bytes).filter((f) => f === from).length;
      this.edges.push([from, this.step, object, it.offset, part]);
      it.offset += part;
    }
    it.from.splice(0, bytes);
    if (!it.foreign) this.cells.push([this.step, object, 0, it.level]);
    return this;
  }

  /** @param {any} info */
  play(info) {
    const objects = info.objects.map((/** @type {any} */ o, /** @type {number} */ index) => ({ index, kind: 'pipe', capacity: 4096, cells: PIPE_CELLS, ...o }));
    const workers = info.workers.map((/** @type {any} */ w, /** @type {number} */ index) => ({ index, kind: 'steps', parent: null, threads: [''], source: null, ended: { how: 'exited', code: 0, signal: null }, stderr: '', ...w }));
    const whole = { run: 'one', state: 'ended', outcome: 'completed', met: true, verdict: '', findings: [], holds: [], events: this.step, lost: 0, divergences: 0, durationMs: Math.ceil(this.ns / 1e6), ...info, objects, workers };
    return { info: whole, lines: this.lines, cells: this.cells, edges: this.edges, holds: this.holds };
  }
}
