// @ts-check
import { el, svg } from 'view/dom.js';
import { icon } from 'view/icons.js';

/** The head of the page: where we are, which view, theme and help. @param {HTMLElement} host @param {import('view/page.js').Actions} actions */
export function createTop(host, actions) {
  const title = el('b');
  const run = el('span', { class: 'chip mono' });
  const live = el('span', { class: 'chip live' }, 'live');
  const tabs = el('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Views' }, ...[['timeline', 'Timeline'], ['events', 'Events']].map(([view, name]) =>
    el('button', { role: 'tab', 'data-view': view, onclick: () => actions.view(/** @type {any} */ (view)) }, name)));
  const copy = el('button', { class: 'q', onclick: async () => {
    copy.textContent = (await actions.copyLink()) ? 'Copied' : 'Press Ctrl+L';
    setTimeout(() => { copy.textContent = 'Copy link'; }, 1500);
  } }, 'Copy link');
  host.append(
    el('a', { class: 'brand', href: '/' }, logo(), 'Signalbox'),
    el('span', { class: 'crumb' }, el('a', { href: '/' }, 'Runs'), el('span', { 'aria-hidden': 'true' }, '›'), title, run, live),
    el('span', { class: 'sp' }), tabs, el('span', { class: 'sp' }), copy,
    el('button', { class: 'q', onclick: actions.theme, 'aria-label': 'Light or dark', title: 'Light or dark (T)' }, icon('theme', 16)),
    el('button', { class: 'q', onclick: actions.help, 'aria-label': 'Keys', title: 'Keys (?)' }, el('kbd', {}, '?')));
  return {
    /** @param {import('model/store.js').PageState} state */
    render({ info, view, connection }) {
      title.textContent = info.scenario?.title ?? '';
      run.textContent = info.run ?? '';
      run.hidden = !info.run;
      live.hidden = connection === 'ended' || info.state === 'ended';
      for (const tab of tabs.children) tab.setAttribute('aria-selected', String(tab.getAttribute('data-view') === view));
    },
  };
}

function logo() {
  return svg('svg', { width: 24, height: 24, viewBox: '0 0 24 24', 'aria-hidden': 'true', class: 'logo' },
    svg('rect', { x: 1, y: 1, width: 22, height: 22, rx: 6 }),
    svg('path', { d: 'M5 8h6M5 16h4M13 16h6M15 8h4', class: 'rail' }), svg('path', { d: 'M11 8 13 16', class: 'point' }));
}
