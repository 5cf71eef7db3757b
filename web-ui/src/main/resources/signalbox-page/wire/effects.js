// @ts-check

/**
 * The words for what an op does, by the code in the trace header; a test holds them to Effect.java.
 * Only those that change how a lane is drawn are asked for by name.
 */
export const EFFECTS = Object.freeze(['start', 'end', 'read', 'write', 'close', 'query', 'pause', 'mark']);
