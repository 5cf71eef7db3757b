// @ts-check
import { chaptersOf } from 'model/chapters.js';
import { grouped } from 'model/format.js';
import { d3 } from 'view/d3.js';
import { el, fill } from 'view/dom.js';

/** The notes of the scenario as places to go to. @param {HTMLElement} host @param {import('view/page.js').Actions} actions */
export function createChaptersList(host, actions) {
  const list = el('ol', { class: 'chap' });
  host.append(el('div', { class: 'ph' }, 'Chapters'), list);
  return {
    /** @param {import('model/store.js').PageState} state @param {import('model/trace.js').Trace} trace */
    render({ info, step, hideFuture }, trace) {
      const chapters = chaptersOf(trace, info).filter((c) => !hideFuture || c.first <= step);
      host.hidden = chapters.length === 0;
      d3.select(list).selectAll('li').data(chapters).join('li').each(function (/** @type {any} */ chapter) {
        const here = chapter.first <= step && step <= chapter.last;
        const range = chapter.first === chapter.last ? grouped(chapter.first) : `${grouped(chapter.first)}–${grouped(chapter.last)}`;
        const item = /** @type {any} */ (this);
        fill(item, chapter, () => [el('button', { onclick: () => actions.step(chapter.first) },
          el('b', {}, range), el('span', {}, chapter.text, el('small', {}, ` ${chapter.who}`)))]);
        item.firstChild.classList.toggle('on', here);
        if (here) item.firstChild.setAttribute('aria-current', 'step');
        else item.firstChild.removeAttribute('aria-current');
      });
    },
  };
}
