// @ts-check
import { actorsOf } from 'model/actors.js';
import { edgeOf, nearestStep, stepAt, wholeOf, xOf } from 'model/axis.js';
import { waitsForever } from 'model/forever.js';
import { objectText, workerText } from 'model/place-text.js';
import { stepSentence } from 'model/sentences.js';
import { waitText } from 'model/wait-text.js';
import { drawArrows } from 'view/arrows.js';
import { d3 } from 'view/d3.js';
import { el, sizeCanvas, svg } from 'view/dom.js';
import { drawFuture } from 'view/future.js';
import { gutterOf } from 'view/gutter.js';
import { drawKinLines } from 'view/kin-lines.js';
import { GUTTER, layOut } from 'view/layout.js';
import { drawObjectLane } from 'view/object-lane.js';
import { drawOverview, OVERVIEW } from 'view/overview.js';
import { palette } from 'view/palette.js';
import { drawFlag, drawRuler, RULER } from 'view/ruler.js';
import { takePointer } from 'view/pointer.js';
import { drawEnd, drawWorkerLane } from 'view/worker-lane.js';

// Below the lanes some rows of the table stay in sight; on a low screen fewer.
const tableLeast = (/** @type {number} */ height) => (height < 680 ? 150 : 236);

/**
 * The timeline: overview, ruler, lanes.
 * @param {HTMLElement} host @param {import('view/page.js').Actions} actions
 */
export function createTimeline(host, actions) {
  const overview = /** @type {HTMLCanvasElement} */ (el('canvas', { 'aria-hidden': 'true' }));
  const ruler = /** @type {HTMLCanvasElement} */ (el('canvas', { 'aria-hidden': 'true' }));
  const lanes = /** @type {HTMLCanvasElement} */ (el('canvas', { 'aria-hidden': 'true' }));
  const arrows = /** @type {SVGElement} */ (svg('g'));
  const kin = /** @type {SVGElement} */ (svg('g'));
  const words = /** @type {SVGElement} */ (svg('g'));
  const heads = ['near', 'past', 'later'].map((look) => svg('marker', { id: `head-${look}`, class: `head ${look}`, viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, markerUnits: 'userSpaceOnUse', orient: 'auto' }, svg('path', { d: 'M0 .6 8 4 0 7.4z' })));
  const picture = /** @type {SVGElement} */ (svg('svg', { class: 'over', 'aria-hidden': 'true' }, svg('defs', {}, ...heads), kin, arrows, words));
  const cursor = el('div', { class: 'cursor' });
  const gutter = gutterOf(actions);
  const strip = el('div', { class: 'plot' }, overview);
  const scale = el('div', { class: 'plot' }, ruler);
  const plot = el('div', { class: 'plot slider', role: 'slider', tabindex: 0, 'aria-label': 'Step' }, lanes, picture, cursor);
  const tip = el('div', { class: 'tip', role: 'tooltip', hidden: true });
  const axes = el('div', { class: 'switch', role: 'group', 'aria-label': 'Axis' }, ...['steps', 'time'].map((axis) =>
    el('button', { 'data-axis': axis, onclick: () => actions.axis(/** @type {any} */ (axis)), title: axis === 'steps' ? 'What came after what' : 'How long it took: a call reaches from its start to its return, a step lies where it took effect' }, axis === 'steps' ? 'Steps' : 'Wall clock')));
  const scroller = el('div', { class: 'lanes' }, gutter.node, plot);
  host.append(
    el('div', { class: 'strip' }, el('span', { class: 'gutter faint' }, 'whole run'), strip),
    el('div', { class: 'scale' }, el('span', { class: 'gutter' }, axes), scale),
    scroller, tip);
  const hover = (/** @type {string} */ text, /** @type {MouseEvent | null} */ event) => {
    tip.hidden = text === '';
    if (event === null) return;
    tip.textContent = text;
    const box = host.getBoundingClientRect();
    tip.style.left = `${Math.min(event.clientX - box.left + 14, box.width - 330)}px`;
    tip.style.top = `${event.clientY - box.top + 14}px`;
  };
  const pointer = takePointer({ plot, scale, strip, actions });
  /** @type {(x: number, y: number) => string} */
  let textAt = () => '';
  plot.addEventListener('pointermove', (event) => {
    // An arrow speaks for itself, and who drags looks at the picture.
    if (event.target instanceof SVGPathElement) return;
    const box = plot.getBoundingClientRect();
    hover(event.buttons !== 0 ? '' : textAt(event.clientX - box.left, event.clientY - box.top), event);
  });
  plot.addEventListener('pointerleave', () => hover('', null));
  const size = { width: 1000, height: 800 };
  // Measured when it changes: to ask while drawing would lay out the whole page again.
  new ResizeObserver(() => {
    size.width = host.clientWidth || size.width;
    size.height = host.parentElement?.clientHeight ?? size.height;
    actions.redraw();
  }).observe(/** @type {HTMLElement} */ (host.parentElement));
  let marks = 0;
  let svgMarks = 0;
  const spent = /** @type {number[]} */ ([]);

  /** @param {import('model/store.js').PageState} state @param {import('model/trace.js').Trace} trace @param {import('model/state-at.js').State} now */
  function render(state, trace, now) {
    const begun = performance.now();
    const { info, axis, theme } = state;
    const width = Math.max(100, size.width - GUTTER);
    const over = state.connection === 'ended';
    const last = state.hideFuture ? state.step : trace.steps;
    const whole = wholeOf(trace, axis);
    const range = state.range ?? whole;
    const layout = layOut(info, actorsOf(trace, info), Math.max(220, size.height - OVERVIEW - RULER - tableLeast(size.height) - 56));
    const revealed = !state.hideFuture || state.step >= trace.steps;
    const forever = waitsForever(trace, info, over && revealed);
    const count = { marks: 0 };
    const problems = !revealed ? [] : (info.findings ?? []).flatMap((/** @type {any} */ f) => f.events ?? []).filter((/** @type {number} */ s) => s <= last);
    const pen = (/** @type {HTMLCanvasElement} */ canvas, /** @type {number} */ height, /** @type {[number, number]} */ r) => ({
      c: sizeCanvas(canvas, width, height), trace, info, axis, range: r, width, last, forever, count, step: state.step, edge: edgeOf(trace, axis, last),
      px: d3.scaleLinear().domain(r).range([0, width]), colours: palette(theme),
    });
    drawOverview(pen(overview, OVERVIEW, whole), range, layout.workers);
    const top = pen(ruler, RULER, range);
    drawRuler(top, problems);
    drawFuture(top, 27, RULER, state.hideFuture);
    drawFlag(top, problems.includes(state.step));
    const body = pen(lanes, layout.height, range);
    drawGrounds(body, layout, state.lane);
    for (const box of layout.workers) drawWorkerLane(body, box);
    for (const box of layout.objects) drawObjectLane(body, box);
    drawFuture(body, 0, layout.height, state.hideFuture);
    for (const box of layout.workers) drawEnd(body, box);
    plot.style.height = picture.style.height = `${layout.height}px`;
    picture.setAttribute('width', String(width));
    const tied = drawKinLines(body, kin, layout, hover);
    const drawn = drawArrows(body, arrows, layout, hover);
    const lost = drawForeverWords(body, words, layout);
    const x = body.px(xOf(trace, state.step, axis));
    cursor.hidden = state.step < 1 || x < 0 || x > width;
    cursor.style.transform = `translateX(${Math.round(x * 2) / 2 - 1}px)`;
    gutter.render(state, now, layout, drawn.more > 0);
    for (const button of axes.children) button.setAttribute('aria-pressed', String(button.getAttribute('data-axis') === axis));
    plot.setAttribute('aria-valuemin', String(Math.min(1, trace.steps)));
    plot.setAttribute('aria-valuemax', String(last));
    plot.setAttribute('aria-valuenow', String(state.step));
    plot.setAttribute('aria-valuetext', stepSentence(trace, info, state.step));
    pointer.at({ range, whole, width, stepAt: (place) => nearestStep(trace, place, axis) });
    textAt = (place, y) => {
      const at = body.px.invert(place);
      const on = (/** @type {import('view/layout.js').LaneBox} */ b) => y >= b.y && y < b.y + b.height;
      const step = Math.min(last, stepAt(trace, at, axis));
      const lane = layout.workers.find(on);
      if (at > body.edge) return '';
      if (lane?.actor) return workerText(trace, info, lane.actor, at, axis, step, last);
      const object = layout.objects.find(on);
      return object === undefined ? '' : objectText(trace, info, object.index, step);
    };
    marks = count.marks;
    svgMarks = drawn.drawn + lost + tied;
    spent.push(performance.now() - begun);
    if (spent.length > 240) spent.shift();
  }

  return { render, stats: () => ({ marks, svgMarks, drawMs: { p50: d3.quantileSorted([...spent].sort(d3.ascending), 0.5) ?? 0, p95: d3.quantileSorted([...spent].sort(d3.ascending), 0.95) ?? 0 } }) };
}

/** The grounds of the lanes, and lines between them. */
function drawGrounds(pen, layout, chosen) {
  const { c, colours, width } = pen;
  for (const box of [...layout.workers, ...layout.objects]) {
    if (box.key === chosen) {
      c.fillStyle = colours.sunk;
      c.fillRect(0, box.y, width, box.height);
    }
    c.fillStyle = colours.line;
    c.fillRect(0, box.y + box.height - 1, width, 1);
  }
  for (const { y } of layout.headings) {
    c.fillStyle = colours.sunk;
    c.fillRect(0, y, width, 23);
    c.fillStyle = colours.line;
    c.fillRect(0, y + 23, width, 1);
  }
}

/** Beside a wait that never ends, what is waited for: in what will never come. */
function drawForeverWords(pen, layer, layout) {
  const data = [...pen.forever].filter(([, { from }]) => pen.step >= from).map(([{ worker, thread }, { enter }]) => {
    const x = pen.px(xOf(pen.trace, pen.step, pen.axis));
    const box = layout.boxOf(worker, thread);
    const text = `waits for ${waitText(pen.trace, pen.info, enter).short} for ever`;
    const wide = text.length * 6.6 + 16;
    const left = x + 10 + wide < pen.width ? x + 10 : x - 10 - wide;
    return { key: `${worker}.${thread}`, text, left, wide, y: box.y + box.height / 2 };
  });
  const groups = d3.select(layer).selectAll('g.never').data(data, (/** @type {any} */ d) => d.key).join((/** @type {any} */ enter) => {
    const g = enter.append('g').attr('class', 'never');
    g.append('rect').attr('height', 20).attr('rx', 4);
    g.append('text');
    return g;
  });
  groups.select('rect').attr('x', (/** @type {any} */ d) => d.left).attr('y', (/** @type {any} */ d) => d.y - 10).attr('width', (/** @type {any} */ d) => d.wide);
  groups.select('text').attr('x', (/** @type {any} */ d) => d.left + 8).attr('y', (/** @type {any} */ d) => d.y + 4).text((/** @type {any} */ d) => d.text);
  return data.length * 2;
}
