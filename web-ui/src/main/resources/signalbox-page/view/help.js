// @ts-check
import { el } from 'view/dom.js';
import { KEYS } from 'view/keys.js';

/** The keys, on request. @param {HTMLElement} host @param {import('view/page.js').Actions} actions */
export function createHelp(host, actions) {
  const letters = /** @type {HTMLInputElement} */ (el('input', { type: 'checkbox', onchange: () => actions.letters() }));
  const dialog = /** @type {HTMLDialogElement} */ (el('dialog', { class: 'help', 'aria-label': 'Keys' },
    el('h2', {}, 'Keys'),
    el('dl', {}, ...KEYS.flatMap(({ shown, what }) => [el('dt', {}, ...shown.map((key) => el('kbd', {}, key))), el('dd', {}, what)])),
    el('p', {}, 'Mouse: click sets the cursor, drag pans, Ctrl+wheel zooms at the pointer, Shift+wheel pans.'),
    el('p', {}, 'Time: a step stands at the instant at which it took effect, as the order of all steps allows it; it lies between the start and the return of its call. On the wall clock a box reaches from the start of a call to its return, so a step may lie inside it.'),
    el('label', { class: 'choice' }, letters, ' Single letters, digits and signs are keys (switch it off if you speak to your computer)'),
    el('button', { onclick: () => actions.help() }, 'Close')));
  // Escape tells before it closes; the event of the closing itself comes later, and a key may come sooner. It would go
  // to the box in the closed dialog, which has the focus until the page is drawn again.
  for (const type of ['cancel', 'close']) {
    dialog.addEventListener(type, () => {
      letters.blur();
      actions.closeHelp();
    });
  }
  host.append(dialog);
  return {
    /** @param {import('model/store.js').PageState} state */
    render({ help, letters: on }) {
      letters.checked = on;
      if (help && !dialog.open) dialog.showModal();
      else if (!help && dialog.open) dialog.close();
    },
  };
}
