// @ts-check

const ACCESS = ['read', 'write', 'read and write'];

/**
 * Who holds an object at a step, on which descriptor; -1 where the trace does not say it. Who waits in its open has the
 * end already, and no descriptor yet.
 *
 * @typedef {{worker: number, access: number, fd: number, word: string, opens?: true}} Holder
 */

/** @param {import('model/trace.js').Trace} trace @param {any} info RunInfo @param {number} object @param {number} step @returns {Holder[]} */
export function holdersAt(trace, info, object, step) {
  const held = trace.counts.holds > 0 ? trace.holdings[object]?.at(step) ?? [] : asItBegan(trace, info, object, step);
  return held.map(({ worker, access, fd }) => ({ worker, access, fd, word: ACCESS[access] ?? '' }));
}

/** A trace of an older version: as the run began, less what was closed since. */
function asItBegan(trace, info, object, step) {
  return (info.holds ?? [])
    .filter((/** @type {any} */ h) => h.object === object && (trace.closed.get(`${h.worker} ${object} ${h.access}`) ?? Infinity) > step)
    .map((/** @type {any} */ { worker, access }) => ({ worker, access, fd: -1 }));
}

/** Of which access a cell counts the holders, -1 for none. @param {string} cell */
export function accessOf(cell) {
  return ['readers', 'writers'].indexOf(cell);
}

/** The holders of one side; who reads and writes is on both. @param {Holder[]} holders @param {number} access */
export function side(holders, access) {
  return holders.filter((h) => h.access === access || h.access === 2);
}
