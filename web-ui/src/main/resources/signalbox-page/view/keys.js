// @ts-check

/**
 * What each key orders. Letters go by their place on the keyboard, so that WASD is a hand on any layout; signs go by
 * what they print.
 *
 * @type {{keys: string[], shift?: boolean, command: string, shown: string[], what: string}[]}
 */
export const KEYS = [
  { keys: ['ArrowRight'], command: 'forward', shown: ['→'], what: 'step forward' },
  { keys: ['ArrowLeft'], command: 'back', shown: ['←'], what: 'step back' },
  { keys: ['ArrowRight'], shift: true, command: 'forward10', shown: ['Shift', '→'], what: 'ten steps forward' },
  { keys: ['ArrowLeft'], shift: true, command: 'back10', shown: ['Shift', '←'], what: 'ten steps back' },
  { keys: ['Home'], command: 'first', shown: ['Home'], what: 'first step' },
  { keys: ['End'], command: 'last', shown: ['End'], what: 'last step; of a live run: follow it' },
  { keys: ['Space'], command: 'play', shown: ['Space'], what: 'play or pause' },
  { keys: [','], command: 'laneBack', shown: [','], what: 'previous step of this lane' },
  { keys: ['.'], command: 'laneForward', shown: ['.'], what: 'next step of this lane' },
  { keys: ['ArrowUp'], command: 'laneUp', shown: ['↑'], what: 'lane above' },
  { keys: ['ArrowDown'], command: 'laneDown', shown: ['↓'], what: 'lane below' },
  { keys: [']'], command: 'effect', shown: [']'], what: 'follow the arrow, or to the end of the call' },
  { keys: ['['], command: 'cause', shown: ['['], what: 'back along the arrow, or to the start of the call' },
  { keys: ['KeyJ'], command: 'nextChapter', shown: ['J'], what: 'next chapter' },
  { keys: ['KeyK'], command: 'lastChapter', shown: ['K'], what: 'chapter before' },
  { keys: ['KeyW'], command: 'zoomIn', shown: ['W'], what: 'zoom in at the cursor' },
  { keys: ['KeyS'], command: 'zoomOut', shown: ['S'], what: 'zoom out' },
  { keys: ['KeyA'], command: 'panLeft', shown: ['A'], what: 'pan left' },
  { keys: ['KeyD'], command: 'panRight', shown: ['D'], what: 'pan right' },
  { keys: ['KeyF'], command: 'focus', shown: ['F'], what: 'focus the cursor; again: show all' },
  { keys: ['0'], command: 'all', shown: ['0'], what: 'show all' },
  { keys: ['KeyX'], command: 'axis', shown: ['X'], what: 'steps or wall clock' },
  { keys: ['/'], command: 'search', shown: ['/'], what: 'search the events; Enter: next, Shift+Enter: the one before' },
  { keys: ['1'], command: 'timeline', shown: ['1'], what: 'timeline' },
  { keys: ['2'], command: 'events', shown: ['2'], what: 'events' },
  { keys: ['KeyH'], command: 'hide', shown: ['H'], what: 'hide or show the future' },
  { keys: ['KeyT'], command: 'theme', shown: ['T'], what: 'light or dark' },
  { keys: ['?'], command: 'help', shown: ['?'], what: 'these keys' },
  { keys: ['Escape'], command: 'escape', shown: ['Esc'], what: 'clear the chosen lane, stop playing' },
];

/** The order a key press gives, or null. @param {KeyboardEvent} event @param {boolean} letters whether single letters and signs count */
export function commandOf(event, letters) {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const target = /** @type {HTMLElement} */ (event.target);
  if (target.closest('input, textarea, select, [contenteditable]')) return null;
  if (target.closest('button, a') && (event.code === 'Space' || event.code === 'Enter')) return null;
  if (!letters && event.key.length === 1 && event.code !== 'Space') return null;
  const found = KEYS.find(({ keys, shift }) => (keys.includes(event.code) && (shift ?? false) === event.shiftKey) || (keys[0].length === 1 && keys.includes(event.key)));
  return found?.command ?? null;
}
