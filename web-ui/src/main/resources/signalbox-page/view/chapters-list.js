// @ts-check
import { chaptersOf, isIn } from 'model/chapters.js';
import { grouped } from 'model/format.js';
import { d3 } from 'view/d3.js';
import { el, fill } from 'view/dom.js';

/** The notes of the scenario as places to go to; each worker is in one of its own. @param {HTMLElement} host @param {import('view/page.js').Actions} actions */
export function createChaptersList(host, actions) {
  const list = el('ol', { class: 'chap' });
  host.append(el('div', { class: 'ph' }, 'Chapters'), list);
  /** @type {Element | undefined} */
  let shown;
  return {
    /** @param {import('model/store.js').PageState} state @param {import('model/trace.js').Trace} trace */
    render({ info, step, hideFuture }, trace) {
      const chapters = chaptersOf(trace, info).filter((c) => !hideFuture || c.first <= step);
      const actor = step > 0 ? trace.events.worker.at[step - 1] : -1;
      host.hidden = chapters.length === 0;
      /** @type {Element | undefined} */
      let active;
      d3.select(list).selectAll('li').data(chapters).join('li').each(function (/** @type {import('model/chapters.js').Chapter} */ chapter) {
        const here = isIn(chapter, step);
        const item = /** @type {any} */ (this);
        fill(item, [chapter.first, chapter.text, chapter.who], () => [el('button', { onclick: () => actions.step(chapter.first) },
          el('b', {}, `step ${grouped(chapter.first)}`), el('span', {}, chapter.text), el('small', {}, chapter.who))]);
        item.firstChild.classList.toggle('on', here);
        item.firstChild.classList.toggle('mine', here && chapter.worker === actor);
        if (here) item.firstChild.setAttribute('aria-current', 'step');
        else item.firstChild.removeAttribute('aria-current');
        if (here && (chapter.worker === actor || active === undefined)) active = item;
      });
      if (active !== undefined && active !== shown) keepInSight(host, /** @type {HTMLElement} */ (active));
      shown = active;
    },
  };
}

/** @param {HTMLElement} pane @param {HTMLElement} item */
function keepInSight(pane, item) {
  const [outer, inner] = [pane.getBoundingClientRect(), item.getBoundingClientRect()];
  // The heading stays above the list.
  const top = outer.top + 34;
  if (inner.top < top) pane.scrollTop -= top - inner.top;
  else if (inner.bottom > outer.bottom) pane.scrollTop += inner.bottom - outer.bottom + 4;
}
