// @ts-check
import { NO_OBJECT } from 'model/events.js';
import { pidName } from 'model/status.js';

const O_WRONLY = 1;

/**
 * What a call waits for, for behind "waits for": short for a lane, and as a sentence of its own.
 * @param {import('model/trace.js').Trace} trace @param {any} info RunInfo @param {number} step any event of the call
 * @returns {{short: string, brief: string, sentence: string}} brief where there is little room
 */
export function waitText(trace, info, step) {
  const { events } = trace;
  const enter = events.enterOf(step);
  const { name } = trace.opOf(enter);
  const object = events.object.at[enter - 1];
  const on = object === NO_OBJECT ? '' : info.objects?.[object]?.name ?? `object ${object}`;
  if (name === 'open') {
    const other = (events.arg0.at[enter - 1] & 3) === O_WRONLY ? 'reader' : 'writer';
    return { short: on === '' ? `a ${other}` : `a ${other} of ${on}`, brief: `a ${other}`, sentence: `waits until somebody opens ${on || 'it'} to ${other === 'reader' ? 'read' : 'write'}` };
  }
  if (name === 'waitpid') {
    const pid = events.arg0.at[enter - 1];
    const who = pid > 0 ? pidName(info, pid) : 'a child';
    return { short: `${who} to end`, brief: who, sentence: `waits until ${who} ends` };
  }
  if (name === 'pclose') return { short: 'the command to end', brief: 'the command', sentence: 'waits until the command ends' };
  if (name === 'poll') return { short: on === '' ? 'its time' : `events on ${on}`, brief: 'events', sentence: 'has to wait' };
  const short = on === '' ? 'the call to return' : on;
  return { short, brief: short, sentence: 'has to wait' };
}
