// @ts-check
import { el } from 'view/dom.js';

/** Where a text is looked for in the events. @param {import('view/page.js').Actions} actions */
export function createSearchField(actions) {
  const input = /** @type {HTMLInputElement} */ (el('input', { type: 'search', class: 'search', placeholder: 'Search ( / )', 'aria-label': 'Search the events', autocomplete: 'off', spellcheck: 'false' }));
  input.addEventListener('input', () => actions.search(input.value));
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      actions.find(event.shiftKey ? -1 : 1);
    } else if (event.key === 'Escape') {
      input.value = '';
      actions.search('');
      input.blur();
    }
  });
  return input;
}
