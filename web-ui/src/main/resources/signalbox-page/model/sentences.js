// @ts-check
import { actorAt, actorsOf } from 'model/actors.js';
import { instant, plural } from 'model/format.js';
import { stepWords } from 'model/notation.js';

/** What happened at a step, as a sentence for ears. @param {import('model/trace.js').Trace} trace @param {any} info RunInfo @param {number} step */
export function stepSentence(trace, info, step) {
  if (step < 1) return 'Nothing has happened yet.';
  const words = stepWords(trace, info, step);
  const what = words.call === '' ? words.note : `${words.call}${words.tail === ' …' ? ' begins' : words.tail}${words.note ? `, ${words.note}` : ''}`;
  return `Step ${step} of ${trace.steps}, ${instant(trace.events.atNs.at[step - 1])}. ${actorAt(actorsOf(trace, info), trace, step)?.name ?? words.who}: ${what}.`;
}

const HEADINGS = /** @type {Record<string, string>} */ ({
  deadlock: 'Deadlock',
  failed: 'Failed',
  timeout: 'The time was up',
  interrupted: 'Interrupted',
});

/**
 * The verdict: a tone, a heading and the sentence of the run.
 * @param {import('model/trace.js').Trace} trace @param {any} info RunInfo @param {import('model/state-at.js').State} now
 * @param {boolean} over
 * @returns {{tone: 'calm'|'problem'|'live', heading: string, text: string}}
 */
export function verdictOf(trace, info, now, over) {
  const { outcome, met } = info;
  if (!outcome) {
    if (over) return { tone: 'problem', heading: info.state === 'ended' ? 'Ended without a verdict' : 'Not over yet', text: info.verdict || 'The run ended before it was judged.' };
    const waiting = now.workers.filter((w) => w.doing === 'waits').length;
    const alive = now.workers.filter((w) => w.doing !== 'ended' && w.doing !== 'not started').length;
    const heading = info.state === 'starting' || trace.steps === 0 ? `Starting ${plural(info.workers?.length ?? 0, 'worker')}` : 'Live: the workers run freely';
    return { tone: 'live', heading, text: alive === 0 ? '' : `${alive - waiting} of ${plural(alive, 'worker')} can move, ${waiting} ${waiting === 1 ? 'waits' : 'wait'}. No problem so far.` };
  }
  const calm = outcome === 'completed' && met !== false && (info.findings ?? []).length === 0;
  const at = Math.max(0, ...(info.findings ?? []).flatMap((/** @type {any} */ f) => f.events ?? []));
  const where = at > 0 ? ` at step ${at}` : '';
  const asExpected = met === true && outcome !== 'completed' ? ', as the scenario expects' : '';
  const heading = outcome === 'completed' ? (calm ? `Completed in ${plural(trace.steps, 'step')}` : 'Completed, but not as expected') : `${HEADINGS[outcome] ?? outcome}${where}${asExpected}`;
  // What the heading says is not said twice.
  const text = (info.verdict ?? '').replace(/^(The time was up|Somebody ended the run)\.\s*/, '').replace(/([^.!?…])$/, '$1.');
  return { tone: calm ? 'calm' : 'problem', heading, text: text.trim() };
}
