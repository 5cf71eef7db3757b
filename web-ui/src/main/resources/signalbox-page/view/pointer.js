// @ts-check

/**
 * Drag pans, click sets the cursor, Ctrl+wheel zooms at the pointer, Shift+wheel pans, plain wheel scrolls the lanes.
 * On the overview a drag moves the part in view.
 *
 * @param {{plot: HTMLElement, scale: HTMLElement, strip: HTMLElement, actions: import('view/page.js').Actions}} parts
 */
export function takePointer({ plot, scale, strip, actions }) {
  /** @type {{range: [number, number], whole: [number, number], width: number, stepAt: (x: number) => number}} */
  let now = { range: [0, 1], whole: [0, 1], width: 1, stepAt: () => 0 };
  const place = (/** @type {MouseEvent} */ event, /** @type {HTMLElement} */ area, /** @type {[number, number]} */ range) => {
    const x = event.clientX - area.getBoundingClientRect().left;
    return range[0] + ((range[1] - range[0]) * x) / now.width;
  };
  for (const area of [plot, scale]) {
    area.addEventListener('wheel', (event) => {
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        actions.zoom(Math.exp(event.deltaY * 0.004), place(event, area, now.range));
      } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        event.preventDefault();
        actions.pan(((event.deltaX || event.deltaY) / now.width) * 0.8);
      }
    }, { passive: false });
    area.addEventListener('pointerdown', (down) => {
      if (down.button !== 0) return;
      const start = now.range;
      let moved = false;
      const scrub = area === scale;
      const move = (/** @type {PointerEvent} */ event) => {
        const dx = event.clientX - down.clientX;
        moved ||= Math.abs(dx) > 4;
        if (scrub) actions.step(now.stepAt(place(event, area, now.range)));
        else if (moved) {
          const shift = (dx / now.width) * (start[1] - start[0]);
          actions.range([start[0] - shift, start[1] - shift]);
        }
      };
      const up = (/** @type {PointerEvent} */ event) => {
        area.removeEventListener('pointermove', move);
        area.removeEventListener('pointerup', up);
        if (!moved || scrub) actions.step(now.stepAt(place(event, area, now.range)));
      };
      area.setPointerCapture(down.pointerId);
      area.addEventListener('pointermove', move);
      area.addEventListener('pointerup', up);
    });
  }
  strip.addEventListener('pointerdown', (down) => {
    const move = (/** @type {PointerEvent} */ event) => {
      const x = place(event, strip, now.whole);
      const half = (now.range[1] - now.range[0]) / 2;
      if (half * 2 < (now.whole[1] - now.whole[0]) * 0.999) actions.range([x - half, x + half]);
      else actions.step(now.stepAt(x));
    };
    const up = () => {
      strip.removeEventListener('pointermove', move);
      strip.removeEventListener('pointerup', up);
    };
    strip.setPointerCapture(down.pointerId);
    strip.addEventListener('pointermove', move);
    strip.addEventListener('pointerup', up);
    move(down);
  });
  return { at: (/** @type {typeof now} */ next) => { now = next; } };
}
