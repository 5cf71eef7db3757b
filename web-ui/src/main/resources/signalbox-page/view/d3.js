// @ts-check
/** D3 comes as a plain script from its WebJar; this is the only place that knows. */
export const d3 = /** @type {any} */ (globalThis).d3;
