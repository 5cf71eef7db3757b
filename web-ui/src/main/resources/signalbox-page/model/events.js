// @ts-check
import { Column } from 'model/column.js';

export const PHASE = Object.freeze({ ENTER: 0, EXIT: 1, WHOLE: 2, PARTIAL: 3, CUT: 4 });
export const FLAG = Object.freeze({ WAITS: 1, INFERRED: 2, DIVERGES: 4, NONBLOCK: 0x40 });
export const NO_OBJECT = 0xffff;
const PREVIEW = 36;

/**
 * The events of a run in columns; index 0 is step 1.
 *
 * A call of two events knows its other half: `partner` holds its step, 0 while there is none. Its ENTER knows from which
 * step on it waits, 0 for never.
 */
export class Events {
  constructor() {
    this.phase = new Column(Uint8Array);
    this.flags = new Column(Uint8Array);
    this.op = new Column(Uint16Array);
    this.worker = new Column(Uint16Array);
    this.object = new Column(Uint16Array);
    this.thread = new Column(Uint8Array);
    this.fd = new Column(Int32Array);
    this.line = new Column(Int32Array);
    this.startNs = new Column(Float64Array);
    this.endNs = new Column(Float64Array);
    this.atNs = new Column(Float64Array);
    this.arg0 = new Column(Float64Array);
    this.arg1 = new Column(Float64Array);
    this.result = new Column(Float64Array);
    this.errno = new Column(Int32Array);
    this.partner = new Column(Int32Array);
    this.waitFrom = new Column(Int32Array);
    this.previewLength = new Column(Uint8Array);
    this.preview = new Column(Uint8Array, PREVIEW);
    /** @type {Map<number, number>} op id → step of its ENTER, while the call goes on */
    this.open = new Map();
  }

  get count() {
    return this.phase.length;
  }

  /** @param {import('wire/rows.js').EventRow} row @param {number} thread of its worker @returns {number} its step */
  append(row, thread) {
    const step = this.count + 1;
    let partner = 0;
    if (row.phase === PHASE.ENTER) {
      this.open.set(row.opId, step);
    } else if (row.phase === PHASE.EXIT || row.phase === PHASE.CUT) {
      partner = this.open.get(row.opId) ?? 0;
      this.open.delete(row.opId);
      if (partner > 0) this.partner.at[partner - 1] = step;
    } else if (row.phase === PHASE.PARTIAL) {
      partner = this.open.get(row.opId) ?? 0;
    }
    this.partner.push(partner);
    this.waitFrom.push(row.phase === PHASE.ENTER && (row.flags & FLAG.WAITS) !== 0 ? step : 0);
    this.preview.room();
    this.preview.at.set(row.preview, this.preview.length++ * PREVIEW);
    this.previewLength.push(row.preview.length);
    this.flags.push(row.flags);
    this.op.push(row.op);
    this.worker.push(row.worker);
    this.object.push(row.object);
    this.thread.push(thread);
    this.fd.push(row.fd);
    this.line.push(row.line);
    this.startNs.push(row.startNs);
    this.endNs.push(row.endNs);
    this.atNs.push(row.atNs);
    this.arg0.push(row.arg0);
    this.arg1.push(row.arg1);
    this.result.push(row.result);
    this.errno.push(row.errno);
    this.phase.push(row.phase);
    return step;
  }

  /** The first bytes that a step moved. @param {number} step */
  previewOf(step) {
    const from = (step - 1) * PREVIEW;
    return this.preview.at.subarray(from, from + this.previewLength.at[step - 1]);
  }

  /** The step of the ENTER of the call that a step belongs to, or the step itself. @param {number} step */
  enterOf(step) {
    const phase = this.phase.at[step - 1];
    const partner = this.partner.at[step - 1];
    return phase === PHASE.ENTER || partner === 0 ? step : partner;
  }

  /** Whether from this step on its worker waits. @param {number} step */
  waits(step) {
    return step > 0 && this.waitFrom.at[this.enterOf(step) - 1] === step;
  }

  /** The step from which on the call of a step waits, 0 where it does not. @param {number} step */
  waitOf(step) {
    return this.waitFrom.at[this.enterOf(step) - 1];
  }

  /** The call of a part went on until here: it waits from this step on. @param {number} part step of a PARTIAL */
  waitsAfter(part) {
    this.waitFrom.at[this.enterOf(part) - 1] = part;
  }

  /** Whether a call was begun at a step and has not returned. @param {number} step */
  isOpen(step) {
    return this.phase.at[step - 1] === PHASE.ENTER && this.partner.at[step - 1] === 0;
  }

  /** Whether nobody recorded a step: it was worked out. @param {number} step */
  isInferred(step) {
    return (this.flags.at[step - 1] & FLAG.INFERRED) !== 0;
  }

  /** Where a step bounds what its worker does: a call reaches from its start to its return. @param {number} step */
  boundNs(step) {
    const phase = this.phase.at[step - 1];
    if (phase === PHASE.ENTER) return this.startNs.at[step - 1];
    return phase === PHASE.EXIT || phase === PHASE.CUT ? this.endNs.at[step - 1] : this.atNs.at[step - 1];
  }
}
