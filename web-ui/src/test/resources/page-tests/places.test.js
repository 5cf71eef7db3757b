// @ts-check
import { fitRange, nearestStep, stepAt, wholeOf, xOf } from 'model/axis.js';
import { zoomed } from 'model/commands.js';
import { decodeLink, encodeLink } from 'model/link.js';
import { FIRST } from 'model/store.js';
import { holds, same, test } from 'test/harness.js';
import { tape } from 'test/tape.js';

const { trace } = tape(...Array.from({ length: 50 }, () => '0 whole close'));

test('axis_ofStepsAndOfTimeAgree', () => {
  for (const axis of ['steps', 'time']) {
    for (let step = 1; step <= 50; step++) {
      same(step, stepAt(trace, xOf(trace, step, axis), axis));
      same(step, nearestStep(trace, xOf(trace, step, axis), axis));
    }
  }
  same([0, 50], [stepAt(trace, -1, 'time'), stepAt(trace, 1e12, 'time')]);
});

test('range_staysWithinTheWhole', () => {
  same([0, 10], fitRange([-5, 5], [0, 50], 'steps'));
  same([40, 50], fitRange([45, 55], [0, 50], 'steps'));
  same(null, fitRange([-100, 100], [0, 50], 'steps'));
  same([8, 12], fitRange([10, 10], [0, 50], 'steps'));
});

test('zoom_keepsThePlaceUnderThePointer', () => {
  const state = { ...FIRST, range: [10, 30], step: 20 };
  const { range } = zoomed(state, trace, 0.5, 15);
  holds(Math.abs((15 - range[0]) / (range[1] - range[0]) - 0.25) < 1e-9, `${range}`);
  holds(wholeOf(trace, 'steps')[1] > 50, 'room after the last step');
});

test('link_comesBackAsItWas', () => {
  for (const place of [
    { view: 'timeline', step: 35, axis: 'time', range: [8_200_000, 12_300_001], lane: 'w1' },
    { view: 'events', step: 1, axis: 'steps', range: [3.25, 90], lane: 'o0' },
  ]) {
    same(place, { ...place, ...decodeLink(encodeLink(/** @type {any} */ (place))) });
  }
  same('#v=timeline&s=35&ax=time&t=8.2ms..12.3ms&lane=w1', encodeLink({ view: 'timeline', step: 35, axis: 'time', range: [8_200_000, 12_300_000], lane: 'w1' }));
});

test('link_thatIsNonsenseSaysNothing', () => {
  same({}, decodeLink('#v=evil&s=-1&ax=x&t=9..3&lane=<b>&more=1'));
  same({}, decodeLink(''));
});
