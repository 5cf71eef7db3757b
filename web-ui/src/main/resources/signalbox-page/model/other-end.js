// @ts-check
import { NO_OBJECT } from 'model/events.js';
import { side } from 'model/held.js';

/** `server on fd 7`; the descriptor is left out where the trace does not say it. @param {any} info @param {import('model/held.js').Holder} holder */
export function holderText(info, { worker, fd, opens }) {
  const name = info.workers?.[worker]?.name ?? `worker ${worker}`;
  if (opens) return `${name} in its open()`;
  return fd >= 0 ? `${name} on fd ${fd}` : name;
}

/**
 * Who is at the other end of the object that a step acts on, in words; empty where it has no two ends.
 * @param {import('model/trace.js').Trace} trace @param {any} info RunInfo @param {number} step @param {import('model/state-at.js').State} now at that step
 */
export function otherEndText(trace, info, step, now) {
  const index = trace.events.object.at[step - 1];
  const { effect } = trace.opOf(step);
  const access = (trace.events.flags.at[step - 1] & 0x30) >> 4;
  if (index === NO_OBJECT || access > 1 || !['read', 'write', 'open', 'await'].includes(effect)) return '';
  const object = now.objects[index];
  if (object === undefined) return '';
  const others = side(object.holders, 1 - access).map((h) => holderText(info, h));
  if (others.length === 0) return object.foreign ? '' : `At the other end: nobody`;
  const named = others.slice(0, 4).join(', ') + (others.length > 4 ? ` and ${others.length - 4} more` : '');
  return `At the other end: ${named}`;
}
