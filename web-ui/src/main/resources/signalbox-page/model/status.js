// @ts-check
import { signalName } from 'model/constants.js';

/** How a process ended, of the status that waitpid and pclose give. @param {number} status */
export function statusText(status) {
  // Where only a library asked, it keeps the status to itself.
  if (status < 0) return 'has ended';
  const signal = status & 0x7f;
  if (signal === 0) return `exited with code ${(status >> 8) & 0xff}`;
  if (signal === 0x7f) return (status >> 8) === 0xff ? 'goes on' : `stopped by ${signalName((status >> 8) & 0xff)}`;
  return `killed by ${signalName(signal)}`;
}

/** The name of the worker that has a pid, or the pid. @param {any} info @param {number} pid */
export function pidName(info, pid) {
  return (info.workers ?? []).find((/** @type {any} */ w) => w.pid === pid)?.name ?? `process ${pid}`;
}
