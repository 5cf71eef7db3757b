// @ts-check
import { xOf } from 'model/axis.js';
import { nativeSpan } from 'model/kin.js';
import { programOf } from 'model/program.js';
import { BAR, bar, label } from 'view/box-text.js';
import { hatchPattern } from 'view/hatch.js';

const UNSEEN = 'native: its calls are not seen';

/** A native program: when it ran, and that nothing is known of what it did. @param {import('view/worker-lane.js').Pen} pen @param {import('view/layout.js').LaneBox} box */
export function drawNativeLane(pen, box) {
  const { c, colours, trace, info, axis, px } = pen;
  const { from, to } = nativeSpan(trace, box.index);
  if (from === 0 || from > pen.last) return;
  const ended = to > 0 && to <= pen.last;
  const a = Math.max(-20, px(xOf(trace, from, axis)));
  const e = Math.min(pen.width + 20, ended ? px(xOf(trace, to, axis)) : px(pen.edge));
  if (e < 0 || a > pen.width) return;
  const middle = box.y + box.height / 2;
  bar(c, a, middle - BAR / 2 + 4, Math.max(3, e - a), BAR - 8, 4, '', colours.run, [4, 3], hatchPattern(c, colours.line2, colours.sunk));
  const program = programOf(info, box.index);
  label(pen, a, e, middle, [...(program === '' ? [] : [`${program}  ·  ${UNSEEN}`]), UNSEEN, ...(program === '' ? [] : [program]), 'native'], colours.muted, colours.panel);
  pen.count.marks += 2;
}
