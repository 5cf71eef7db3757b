// @ts-check
import { CellHistory } from 'model/cell-history.js';
import { Edges } from 'model/edges.js';
import { Events, FLAG, NO_OBJECT, PHASE } from 'model/events.js';
import { Holdings } from 'model/holdings.js';
import { DOING, Lane } from 'model/lane.js';

const THREADS_MAX = 16;

/** Everything that is known of a run; it only grows. */
export class Trace {
  constructor() {
    /** @type {Map<number, import('wire/header.js').Op>} */
    this.ops = new Map();
    /** @type {Map<number, string>} */
    this.errors = new Map();
    this.events = new Events();
    this.edges = new Edges();
    /** @type {Lane[][]} by worker, then by thread */
    this.lanes = [];
    /** @type {Map<number, number>[]} by worker, kernel's number of a thread → its place among the lanes */
    this.tids = [];
    /** @type {CellHistory[][]} by object, then by cell */
    this.cells = [];
    this.cellRows = 0;
    /** @type {Holdings[]} by object */
    this.holdings = [];
    this.holdRows = 0;
    /** @type {number[]} by object, the first step that speaks of it */
    this.made = [];
    /** @type {Map<number, {step: number, pid: number}>} worker → where it was spawned */
    this.spawned = new Map();
    /** @type {Map<number, number>} pid → the step at which its parent had waited for it */
    this.joined = new Map();
    /** @type {number[]} the steps of the chapter marks */
    this.marks = [];
    /** @type {number[]} by object, the last step that changed it */
    this.changed = [];
    /** @type {Map<string, number>} worker, object and access → the step that closed the end */
    this.closed = new Map();
    /** Whether nothing more will come. */
    this.over = false;
    /** Whether a wait is for ever by the verdict. */
    this.endless = false;
  }

  /** The last step there is. */
  get steps() {
    return this.events.count;
  }

  /** The instant of the last step. */
  get lastNs() {
    return this.steps > 0 ? this.events.atNs.at[this.steps - 1] : 0;
  }

  get counts() {
    return { events: this.events.count, cells: this.cellRows, edges: this.edges.count, holds: this.holdRows };
  }

  /** Takes what the wire decodes. @returns {import('wire/message.js').Sink} */
  sink() {
    return {
      header: ({ ops, errors }) => {
        this.ops = ops;
        this.errors = errors;
      },
      event: (row) => this.appendEvent(row),
      cell: (step, object, cell, value) => {
        this.cellRows++;
        this.speaksOf(object, step);
        this.cell(object, cell).append(step, value);
      },
      hold: (step, worker, object, fd, access, delta) => {
        this.holdRows++;
        this.speaksOf(object, step);
        (this.holdings[object] ??= new Holdings()).append(step, worker, fd, access, delta);
      },
      edge: (from, to, object, offset, bytes, kind) => this.edges.append(from, to, object, offset, bytes, kind),
    };
  }

  /** @param {number} object @param {number} cell */
  cell(object, cell) {
    const cells = (this.cells[object] ??= []);
    return (cells[cell] ??= new CellHistory());
  }

  /** @param {number} object @param {number} step */
  speaksOf(object, step) {
    this.made[object] = Math.min(this.made[object] ?? Infinity, step);
  }

  /** The lanes of a worker: one for each of its threads, at least one. @param {number} worker */
  threads(worker) {
    const lanes = (this.lanes[worker] ??= []);
    if (lanes.length === 0) lanes.push(new Lane(this.events, worker, 0));
    return lanes;
  }

  /** @param {number} worker @param {number} [thread] */
  lane(worker, thread = 0) {
    const lanes = this.threads(worker);
    while (lanes.length <= thread) lanes.push(new Lane(this.events, worker, lanes.length));
    return lanes[thread];
  }

  /** The lane of a step. @param {number} step */
  laneOf(step) {
    return this.lane(this.events.worker.at[step - 1], this.events.thread.at[step - 1]);
  }

  /**
   * The place of the thread that made a row. What the kernel or nobody in particular did to the worker stands with the
   * first; a thread that says which it is gets the place that the scenario gave it.
   * @param {import('wire/rows.js').EventRow} row @param {import('wire/header.js').Op | undefined} op
   */
  threadOf(row, op) {
    if (op === undefined || op.name === 'start' || op.effect === 'end' || (op.effect === 'close' && (row.flags & FLAG.INFERRED) !== 0)) return 0;
    const known = (this.tids[row.worker] ??= new Map());
    const at = known.get(row.tid);
    if (at !== undefined && op.name !== 'thread') return at;
    const thread = Math.max(0, Math.min(THREADS_MAX - 1, op.name === 'thread' ? row.arg0 : known.size));
    known.set(row.tid, thread);
    return thread;
  }

  /** @param {number} errno */
  errorName(errno) {
    return this.errors.get(errno) ?? `errno ${errno}`;
  }

  /** @param {number} step */
  opOf(step) {
    return this.ops.get(this.events.op.at[step - 1]) ?? { id: 0, name: 'call', effect: 'query', blocks: false };
  }

  /** @param {import('wire/rows.js').EventRow} row */
  appendEvent(row) {
    const op = this.ops.get(row.op);
    const step = this.events.append(row, this.threadOf(row, op));
    const { name, effect } = this.opOf(step);
    if (row.object !== NO_OBJECT && row.phase !== PHASE.ENTER && row.errno === 0) this.speaksOf(row.object, step);
    if (effect === 'fork' && name !== 'popen' && row.result > 0 && row.arg0 >= 0) this.spawned.set(row.arg0, { step, pid: row.result });
    if (name === 'waitpid' && row.phase !== PHASE.ENTER && row.errno === 0 && row.result > 0 && !this.joined.has(row.result)) this.joined.set(row.result, step);
    if (effect === 'mark') this.marks.push(step);
    if (row.phase === PHASE.PARTIAL) this.movesOnWait(step);
    this.laneOf(step).append(step, this.doingAfter(step, effect));
    if (effect === 'end') this.threads(row.worker).slice(1).forEach((lane) => lane.count > 0 && lane.append(step, DOING.NOTHING));
    if (row.phase !== PHASE.ENTER && row.object !== NO_OBJECT && effect !== 'query') this.changed[row.object] = step;
    if (effect === 'close' && row.errno === 0) {
      const end = `${row.worker} ${row.object} ${(row.flags & 0x30) >> 4}`;
      if (!this.closed.has(end)) this.closed.set(end, step);
    }
  }

  /**
   * A part that nothing else made possible went in at once: only then had the worker to wait.
   * @param {number} part step of a PARTIAL
   */
  movesOnWait(part) {
    const { events } = this;
    const enter = events.enterOf(part);
    if (!events.waits(enter) || (this.changed[events.object.at[part - 1]] ?? 0) > enter) return;
    const lane = this.laneOf(part);
    events.waitsAfter(part);
    lane.doing.at[lane.count - 1] = DOING.CALL;
  }

  /** @param {number} step @param {string} effect */
  doingAfter(step, effect) {
    const { events } = this;
    const phase = events.phase.at[step - 1];
    if (effect === 'end') return DOING.NOTHING;
    if (phase === PHASE.ENTER) {
      if (events.waits(step)) return DOING.WAITING;
      const onNothing = effect === 'await' && events.object.at[step - 1] === NO_OBJECT;
      return effect === 'pause' || onNothing ? DOING.PAUSE : DOING.CALL;
    }
    if (events.waits(step)) return DOING.WAITING;
    // A part, or a close by the kernel, is no act of the worker: it does what it did.
    if (phase === PHASE.PARTIAL || (effect === 'close' && events.isInferred(step))) {
      const lane = this.laneOf(step);
      return lane.count > 0 ? lane.doing.at[lane.count - 1] : DOING.CALL;
    }
    return phase === PHASE.CUT ? DOING.NOTHING : DOING.RUNNING;
  }
}
