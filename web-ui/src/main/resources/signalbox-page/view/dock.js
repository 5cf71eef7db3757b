// @ts-check
import { grouped } from 'model/format.js';
import { el } from 'view/dom.js';
import { icon } from 'view/icons.js';

const HINTS = [[['←', '→'], 'step'], [['Space'], 'play'], [[',', '.'], 'same worker'], [['[', ']'], 'follow arrow'], [['W', 'S'], 'zoom'], [['?'], 'all keys']];

/** The controls of the cursor. @param {HTMLElement} host @param {import('view/page.js').Actions} actions */
export function createDock(host, actions) {
  const button = (/** @type {string} */ name, /** @type {string} */ label, /** @type {() => void} */ act) => el('button', { 'aria-label': label, title: label, onclick: act }, icon(name));
  const play = button('play', 'Play', () => actions.command('play'));
  play.classList.add('primary');
  const back = button('back', 'Step back', () => actions.command('back'));
  const first = button('first', 'First step', () => actions.command('first'));
  const forward = button('forward', 'Step forward', () => actions.command('forward'));
  const last = button('last', 'Last step', () => actions.command('last'));
  const count = el('span', { class: 'count' });
  const notice = el('span', { class: 'notice', role: 'status' });
  const speed = el('button', { class: 'chip', onclick: () => actions.command('speed'), title: 'Speed of play' });
  const follow = el('button', { class: 'chip live', onclick: () => actions.command('last') }, 'follow the run');
  host.append(el('div', { class: 'grp', role: 'group', 'aria-label': 'Steps' }, first, back, play, forward, last), count, speed, follow, notice, el('span', { class: 'sp' }),
    el('div', { class: 'hint', 'aria-hidden': 'true' }, ...HINTS.map(([keys, what]) => el('span', {}, .../** @type {string[]} */ (keys).map((key) => el('kbd', {}, key)), ` ${what}`))));
  return {
    /** @param {import('model/store.js').PageState} state @param {import('model/trace.js').Trace} trace */
    render({ info, step, playing, speed: times, follow: follows, connection, hideFuture, notice: says }, trace) {
      count.replaceChildren(el('b', {}, `Step ${grouped(step)}`), hideFuture ? '' : ` of ${grouped(trace.steps)}`);
      if (play.dataset.playing !== String(playing)) {
        play.dataset.playing = String(playing);
        play.replaceChildren(icon(playing ? 'pause' : 'play'));
        play.setAttribute('aria-label', playing ? 'Pause' : 'Play');
      }
      if (notice.textContent !== says) notice.textContent = says;
      speed.textContent = `${times}×`;
      const live = connection !== 'ended';
      follow.hidden = !live;
      const loading = info.state === 'ended' && live;
      follow.textContent = loading ? `loading ${grouped(trace.steps)} of ${grouped(info.events ?? 0)}` : follows ? 'following the run' : 'follow the run';
      follow.setAttribute('aria-pressed', String(follows));
    },
  };
}
