// @ts-check
import { actorAt, actorsOf } from 'model/actors.js';
import { stateAt } from 'model/state-at.js';
import { createChaptersList } from 'view/chapters-list.js';
import { createDock } from 'view/dock.js';
import { createEventsTable } from 'view/events-table.js';
import { createHelp } from 'view/help.js';
import { createLegend } from 'view/legend.js';
import { createSourcePane } from 'view/source-pane.js';
import { createStatePanel } from 'view/state-panel.js';
import { createTimeline } from 'view/timeline.js';
import { createTop } from 'view/top.js';
import { createVerdict } from 'view/verdict.js';

/**
 * What a view may ask for.
 *
 * @typedef {object} Actions
 * @property {(step: number) => void} step
 * @property {(range: [number, number]) => void} range
 * @property {(factor: number, x?: number) => void} zoom about a place of the axis, or about the cursor
 * @property {(share: number) => void} pan by a share of what is in view
 * @property {(axis: import('model/axis.js').Axis) => void} axis
 * @property {(lane: string) => void} lane
 * @property {(view: 'timeline'|'events') => void} view
 * @property {() => Promise<boolean>} copyLink
 * @property {() => void} theme
 * @property {() => void} help
 * @property {() => void} closeHelp
 * @property {(command: string) => void} command
 * @property {(text: string) => void} search
 * @property {(way: 1 | -1) => void} find goes to the next step that says what is looked for
 * @property {() => void} letters switches the keys that are single letters off or on
 * @property {() => void} redraw
 */

/** The whole page: one render for all of it. @param {Actions} actions */
export function createPage(actions) {
  const $ = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
  const app = $('app');
  const top = createTop($('top'), actions);
  const verdict = createVerdict($('verdict'));
  const source = createSourcePane($('source'));
  const chapters = createChaptersList($('chapters'), actions);
  createLegend($('legend'));
  const timeline = createTimeline($('timeline'), actions);
  const events = createEventsTable($('events'), actions);
  const dock = createDock($('dock'), actions);
  const panel = createStatePanel($('state'), actions);
  const help = createHelp(app, actions);
  app.hidden = false;

  return {
    stats: timeline.stats,
    focusSearch: events.focusSearch,
    /** @param {import('model/store.js').PageState} state @param {import('model/trace.js').Trace} trace */
    render(state, trace) {
      const { info, step, theme, view } = state;
      document.documentElement.dataset.theme = theme;
      document.title = info.scenario ? `${info.scenario.title} · Signalbox` : 'Signalbox';
      app.dataset.view = view;
      // Who hides the future must not see it in what it will make of the past.
      const revealed = !state.hideFuture || step >= trace.steps;
      const now = stateAt(trace, info, step, state.connection === 'ended' && revealed);
      top.render(state);
      verdict.render(state, trace, now);
      source.render(state, now, actorAt(actorsOf(trace, info), trace, step), revealed);
      chapters.render(state, trace);
      if (view === 'timeline') timeline.render(state, trace, now);
      events.render(state, trace);
      panel.render(state, trace, now);
      dock.render(state, trace);
      help.render(state);
    },
  };
}
