// @ts-check
import { actorsOf } from 'model/actors.js';
import { obey, panned, revealed, toStep, zoomed, onAxis } from 'model/commands.js';
import { fitRange, wholeOf } from 'model/axis.js';
import { findStep, stepSaid } from 'model/find-step.js';
import { decodeLink, encodeLink } from 'model/link.js';
import { waitsForever } from 'model/forever.js';
import { stateAt } from 'model/state-at.js';
import { createStore, FIRST } from 'model/store.js';
import { Trace } from 'model/trace.js';
import { commandOf } from 'view/keys.js';
import { createPage } from 'view/page.js';
import { followRun } from 'wire/feed.js';

const LINK_MS = 250;
const LOADING_MS = 150;
const STEPS_PER_SECOND = 2;
const THEME = 'signalbox-theme';
const LETTERS = 'signalbox-letters';
const SEARCHED_AT_ONCE = 20_000;

const trace = new Trace();
const said = decodeLink(location.hash);
const systemTheme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';

let drawing = false;
const store = createStore(
  {
    ...FIRST,
    theme: /** @type {'light'|'dark'} */ (localStorage.getItem(THEME) ?? systemTheme),
    view: said.view ?? FIRST.view,
    axis: said.axis ?? FIRST.axis,
    range: said.range ?? null,
    lane: said.lane ?? null,
    follow: said.step === undefined,
    letters: localStorage.getItem(LETTERS) !== 'off',
  },
  () => {
    if (!drawing) {
      drawing = true;
      requestAnimationFrame(() => {
        drawing = false;
        page.render(store.get(), trace);
        rememberPlace();
      });
    }
  },
);

/** @type {import('view/page.js').Actions} */
const actions = {
  step: (step) => store.set({ ...toStep(store.get(), trace, step), playing: false }),
  range: (range) => store.set({ range: fitRange(range, wholeOf(trace, store.get().axis), store.get().axis) }),
  zoom: (factor, x) => store.set(zoomed(store.get(), trace, factor, x)),
  pan: (share) => store.set(panned(store.get(), trace, share)),
  axis: (axis) => store.set(onAxis(store.get(), trace, axis)),
  lane: (lane) => store.set({ lane: store.get().lane === lane ? null : lane }),
  view: (view) => store.set({ view }),
  theme: () => command('theme'),
  help: () => command('help'),
  closeHelp: () => store.get().help && store.set({ help: false }),
  command: (order) => command(order),
  search: (search) => store.set({ search, notice: '' }),
  find: (way) => find(way),
  letters: () => {
    const letters = !store.get().letters;
    localStorage.setItem(LETTERS, letters ? 'on' : 'off');
    store.set({ letters });
  },
  redraw: () => store.set({}),
  copyLink: async () => {
    try {
      await navigator.clipboard.writeText(location.href.replace(/#.*/, '') + link());
      return true;
    } catch {
      return false;
    }
  },
};
const page = createPage(actions);

/** Counts searches: a new one ends the one before. */
let searches = 0;

/** Looks for the text in some steps at a time, so that a long run does not stop the page. @param {1 | -1} way */
function find(way) {
  const { search, step, info, hideFuture } = store.get();
  if (search === '' || trace.steps === 0) return;
  const mine = ++searches;
  const actors = actorsOf(trace, info);
  const said = (/** @type {number} */ n) => stepSaid(trace, info, actors, n);
  const last = hideFuture ? step : trace.steps;
  const look = (/** @type {number} */ done) => {
    if (mine !== searches) return;
    const found = findStep(said, search.toLowerCase(), { from: Math.max(1, step), way, last, done, limit: SEARCHED_AT_ONCE });
    if (found.step > 0) actions.step(found.step);
    else if (found.done < last) requestAnimationFrame(() => look(found.done));
    if (found.step === 0) store.set({ notice: found.done < last ? 'Searching…' : `No step says “${search}”` });
  };
  look(0);
}

/** @param {string} order */
function command(order) {
  const wasPlaying = store.get().playing;
  store.set(obey(order, store.get(), trace));
  if (order === 'search') page.focusSearch();
  if (order === 'theme') localStorage.setItem(THEME, store.get().theme);
  if (!wasPlaying && store.get().playing) play();
}

function play() {
  let shown = performance.now();
  const tick = (/** @type {number} */ now) => {
    const state = store.get();
    if (!state.playing) return;
    const due = Math.floor(((now - shown) / 1000) * STEPS_PER_SECOND * state.speed);
    if (due > 0) {
      shown += (due * 1000) / (STEPS_PER_SECOND * state.speed);
      store.set({ ...toStep(state, trace, state.step + due), playing: state.step + due < trace.steps });
    }
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
}

document.addEventListener('keydown', (event) => {
  const order = commandOf(event, store.get().letters);
  if (order !== null && (!store.get().help || order === 'help' || order === 'escape')) {
    event.preventDefault();
    command(order);
  }
});

function link() {
  const { view, step, follow, axis, range, lane } = store.get();
  return encodeLink({ view, step: follow ? null : step, axis, range, lane });
}

let remembering = false;
/** The address follows the cursor; browsers refuse more than a few changes a second. */
function rememberPlace() {
  if (!remembering) {
    remembering = true;
    setTimeout(() => {
      remembering = false;
      if (location.hash !== link()) history.replaceState(null, '', link());
    }, LINK_MS);
  }
}

addEventListener('hashchange', () => {
  const place = decodeLink(location.hash);
  store.set({ ...place, range: place.range ?? null, lane: place.lane ?? null, step: place.step ?? store.get().step, follow: place.step === undefined });
});

/** A link may name a step that has not come yet: it is gone to once it is there. */
let wanted = said.step ?? 0;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let growing;

function grown() {
  growing = undefined;
  const state = store.get();
  let change = /** @type {Partial<import('model/store.js').PageState>} */ ({ rows: state.rows + 1 });
  if (wanted > 0) {
    const step = Math.min(wanted, trace.steps);
    change = { ...change, step };
    if (wanted <= trace.steps) wanted = 0;
  } else if (state.follow) {
    change = { ...change, step: trace.steps, range: revealed(state, trace, trace.steps) };
  }
  store.set(change);
}

const id = location.pathname.split('/').pop() ?? '';
followRun({
  url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws/run/${id}`,
  sink: trace.sink(),
  has: () => trace.counts,
  onInfo: (info) => store.set({ info }),
  onStatus: (connection, retryMs) => {
    trace.over = connection === 'ended';
    trace.endless = waitsForever(trace, store.get().info, trace.over).size > 0;
    store.set({ connection, retryMs });
    // A past run comes all at once: to draw it a few times on the way is enough.
    const waitMs = connection === 'open' && store.get().info.state === 'ended' ? LOADING_MS : 0;
    growing ??= setTimeout(grown, waitMs);
  },
});

Object.assign(window, {
  signalbox: {
    stats: () => ({ events: trace.counts.events, step: store.get().step, steps: trace.steps, edges: trace.counts.edges, cells: trace.counts.cells, ...page.stats() }),
    state: () => stateAt(trace, store.get().info, store.get().step, store.get().connection === 'ended'),
    view: () => {
      const { view, step, axis, range, lane, theme, hideFuture, follow } = store.get();
      return { view, step, axis, range, lane, theme, hideFuture, follow };
    },
    go: (/** @type {number} */ step) => actions.step(step),
  },
});
