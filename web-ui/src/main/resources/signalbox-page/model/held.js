// @ts-check

const ACCESS = ['read', 'write', 'read and write'];

/**
 * Who holds an object at a step: as the run began, less what was closed since.
 *
 * @typedef {{worker: number, access: number, word: string}} Holder
 */

/** @param {import('model/trace.js').Trace} trace @param {any} info RunInfo @param {number} object @param {number} step @returns {Holder[]} */
export function holdersAt(trace, info, object, step) {
  return (info.holds ?? [])
    .filter((/** @type {any} */ h) => h.object === object && (trace.closed.get(`${h.worker} ${object} ${h.access}`) ?? Infinity) > step)
    .map((/** @type {any} */ { worker, access }) => ({ worker, access, word: ACCESS[access] ?? '' }));
}

/** Of which access a cell counts the holders, -1 for none. @param {string} cell */
export function accessOf(cell) {
  return ['readers', 'writers'].indexOf(cell);
}
