// @ts-check
import { CellHistory } from 'model/cell-history.js';
import { Edges } from 'model/edges.js';
import { Events, NO_OBJECT, PHASE } from 'model/events.js';
import { DOING, Lane } from 'model/lane.js';

/** Everything that is known of a run; it only grows. */
export class Trace {
  constructor() {
    /** @type {Map<number, import('wire/header.js').Op>} */
    this.ops = new Map();
    /** @type {Map<number, string>} */
    this.errors = new Map();
    this.events = new Events();
    this.edges = new Edges();
    /** @type {Lane[]} by worker */
    this.lanes = [];
    /** @type {CellHistory[][]} by object, then by cell */
    this.cells = [];
    this.cellRows = 0;
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
    return { events: this.events.count, cells: this.cellRows, edges: this.edges.count };
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
        this.cell(object, cell).append(step, value);
      },
      edge: (from, to, object, offset, bytes, kind) => this.edges.append(from, to, object, offset, bytes, kind),
    };
  }

  /** @param {number} object @param {number} cell */
  cell(object, cell) {
    const cells = (this.cells[object] ??= []);
    return (cells[cell] ??= new CellHistory());
  }

  /** @param {number} worker */
  lane(worker) {
    return (this.lanes[worker] ??= new Lane(this.events));
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
    const step = this.events.append(row);
    const effect = this.opOf(step).effect;
    if (effect === 'mark') this.marks.push(step);
    if (row.phase === PHASE.PARTIAL) this.movesOnWait(step);
    this.lane(row.worker).append(step, this.doingAfter(step, effect));
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
    const lane = this.lane(events.worker.at[part - 1]);
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
      return events.object.at[step - 1] === NO_OBJECT ? DOING.PAUSE : DOING.CALL;
    }
    if (events.waits(step)) return DOING.WAITING;
    // A part, or a close by the kernel, is no act of the worker: it does what it did.
    if (phase === PHASE.PARTIAL || (effect === 'close' && events.isInferred(step))) {
      const lane = this.lane(events.worker.at[step - 1]);
      return lane.count > 0 ? lane.doing.at[lane.count - 1] : DOING.CALL;
    }
    return phase === PHASE.CUT ? DOING.NOTHING : DOING.RUNNING;
  }
}
