// @ts-check
import { verdictOf } from 'model/sentences.js';
import { el } from 'view/dom.js';
import { icon } from 'view/icons.js';

/** The verdict, or what is known so far, in words. @param {HTMLElement} host */
export function createVerdict(host) {
  const mark = el('span', { class: 'ico', 'aria-hidden': 'true' });
  const heading = el('h2');
  const text = el('p');
  const said = el('div', { role: 'status', class: 'said' }, heading, text);
  const lost = el('p', { class: 'lost', role: 'alert', hidden: true });
  host.append(mark, said, lost);
  return {
    /** @param {import('model/store.js').PageState} state @param {import('model/trace.js').Trace} trace @param {import('model/state-at.js').State} now */
    render(state, trace, now) {
      const hidden = state.hideFuture && state.step < trace.steps;
      const verdict = hidden ? { tone: 'live', heading: 'What will happen?', text: 'The future is hidden. Step on, or show it with H.' } : verdictOf(trace, state.info, now, state.connection === 'ended');
      host.className = `verdict ${verdict.tone}`;
      mark.replaceChildren(...(verdict.tone === 'live' ? [el('i', { class: 'pulse' })] : [icon(verdict.tone === 'calm' ? 'check' : 'bang', 22)]));
      // A live region speaks when its text changes, so it must not be set to what it says already.
      if (heading.textContent !== verdict.heading) heading.textContent = verdict.heading;
      if (text.textContent !== verdict.text) text.textContent = verdict.text;
      const { lost: missing, divergences } = state.info;
      const notes = [
        state.connection === 'lost' ? `Connection lost. Trying again in ${(state.retryMs / 1000).toFixed(1)} s; what came stays usable.` : '',
        missing > 0 ? `${missing} events are missing.` : '',
        divergences > 0 ? `${divergences} steps are not explained by the model.` : '',
      ].filter((note) => note !== '');
      lost.hidden = notes.length === 0;
      if (lost.textContent !== notes.join(' ')) lost.textContent = notes.join(' ');
    },
  };
}
