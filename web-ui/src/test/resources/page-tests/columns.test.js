// @ts-check
import { CellHistory } from 'model/cell-history.js';
import { Column, countUpTo } from 'model/column.js';
import { Edges } from 'model/edges.js';
import { DOING, DOING_COUNT } from 'model/lane.js';
import { dice, holds, same, test } from 'test/harness.js';
import { tape } from 'test/tape.js';

test('column_keepsItsNumbersWhenItGrows', () => {
  const column = new Column(Float64Array);
  for (let i = 0; i < 5000; i++) column.push(i * 1.5);
  same(5000, column.length);
  same([0, 1500, 7498.5], [column.at[0], column.at[1000], column.at[4999]]);
});

test('countUpTo_countsEqualOnesToo', () => {
  same([0, 3, 3, 4], [0, 1, 2, 9].map((v) => countUpTo([1, 1, 1, 5], 4, v)));
});

test('cellHistory_isAStepFunction', () => {
  const cell = new CellHistory();
  [[0, 7], [3, 9], [3, 10], [8, 0]].forEach(([step, value]) => cell.append(step, value));
  same([7, 7, 10, 10, 0], [0, 2, 3, 7, 100].map((s) => cell.at(s)));
});

test('cellHistory_spanIsTheLeastAndMost', () => {
  const roll = dice(1);
  const cell = new CellHistory();
  const values = Array.from({ length: 1000 }, () => roll(4096));
  values.forEach((v, i) => cell.append(i, v));
  for (let n = 0; n < 200; n++) {
    const from = roll(1000);
    const to = from + roll(1000 - from);
    const part = values.slice(from, to + 1);
    same([Math.min(...part), Math.max(...part)], cell.span(from, to), `${from} to ${to}`);
  }
});

function randomRun(seed, count) {
  const roll = dice(seed);
  const inCall = [false, false];
  const lines = ['0 whole start', '1 whole start'];
  while (lines.length < count) {
    const w = roll(2);
    lines.push(inCall[w] ? `${w} exit write result=1` : `${w} enter ${roll(3) === 0 ? 'nanosleep' : 'write'} arg=1 ${roll(2) ? 'waits' : ''}`);
    inCall[w] = !inCall[w];
  }
  return tape(...lines).trace;
}

test('lane_sharesAreThoseOfAWalk', () => {
  for (const axis of ['steps', 'time']) {
    const trace = randomRun(7, 600);
    const lane = trace.lane(0);
    const out = new Float64Array(DOING_COUNT);
    const roll = dice(3);
    for (let n = 0; n < 200; n++) {
      const x = axis === 'steps' ? roll(6000) / 10 : roll(600_000);
      lane.before(x, axis, out);
      const walked = new Float64Array(DOING_COUNT);
      for (let i = 0; i < lane.count; i++) {
        const from = lane.x(i, axis);
        const to = i + 1 < lane.count ? Math.min(x, lane.x(i + 1, axis)) : x;
        if (to > from) walked[lane.doing.at[i]] += to - from;
      }
      for (let d = 0; d < DOING_COUNT; d++) holds(Math.abs(walked[d] - out[d]) < 1e-6, `${axis} ${x}: ${[...walked]} and ${[...out]}`);
    }
  }
});

test('lane_knowsWhatAWorkerDoes', () => {
  const { trace } = tape('0 whole start', '0 enter write arg=1', '0 exit write result=1', '0 enter write arg=9 waits', '0 partial write result=4', '0 exit write result=9', '0 enter nanosleep arg=5', '0 exit nanosleep', '0 whole exit');
  const { RUNNING, CALL, WAITING, PAUSE, NOTHING } = DOING;
  same([RUNNING, CALL, RUNNING, CALL, WAITING, RUNNING, PAUSE, RUNNING, NOTHING], [...trace.lane(0).doing.at.slice(0, 9)]);
});

test('lane_waitsFromItsEnter_whereAnotherMadeThePartPossible', () => {
  const { trace } = tape('0 enter write arg=9 waits', '1 enter read arg=4', '1 exit read result=4', '0 partial write result=4', '1 enter read arg=4', '0 exit write result=9');
  same([DOING.WAITING, DOING.WAITING, DOING.RUNNING], [...trace.lane(0).doing.at.slice(0, 3)]);
  same([1, true, false], [trace.events.waitOf(6), trace.events.waits(1), trace.events.waits(4)]);
});

test('lane_waitsFromThePart_whereItWentInAtOnce', () => {
  const { trace } = tape('0 enter write arg=9 waits', '1 enter read arg=4', '0 partial write result=4', '1 exit read result=4', '0 partial write result=4', '0 exit write result=9');
  same([DOING.CALL, DOING.WAITING, DOING.WAITING, DOING.RUNNING], [...trace.lane(0).doing.at.slice(0, 4)]);
  same([3, false, true], [trace.events.waitOf(6), trace.events.waits(1), trace.events.waits(3)]);
});

test('lane_byTheClockReachesFromStartToReturn', () => {
  const { trace } = tape('0 whole start at=5', '0 enter read arg=1 at=40 start=10', '0 exit read result=1 at=40 end=70', '0 whole close at=80');
  const out = new Float64Array(DOING_COUNT);
  const lane = trace.lane(0);
  lane.before(80, 'time', out);
  same([15, 60], [out[DOING.RUNNING], out[DOING.CALL]]);
  same([5, 10, 70, 80], [0, 1, 2, 3].map((i) => lane.x(i, 'time')));
});

test('lane_ofOneWhoDiesDoesNothingMore_thoughTheKernelCloses', () => {
  const { trace } = tape('0 enter write arg=9', '0 cut write', '0 whole close inferred', '0 whole exit arg=1 result=9');
  const { CALL, NOTHING } = DOING;
  same([CALL, NOTHING, NOTHING, NOTHING], [...trace.lane(0).doing.at.slice(0, 4)]);
});

test('edges_areFoundFromBothEnds', () => {
  const edges = new Edges();
  edges.append(1, 5, 0, 0, 10, 0);
  edges.append(2, 5, 0, 10, 10, 0);
  edges.append(2, 9, 0, 20, 10, 0);
  same([[0], [1, 2], []], [1, 2, 5].map((s) => edges.leaving(s)));
  same([[0, 1], [2]], [5, 9].map((s) => edges.reaching(s)));
});

test('edges_withinARangeAreThoseThatTouchIt', () => {
  const edges = new Edges();
  for (let i = 0; i < 50; i++) edges.append(i * 10 + 1, i * 10 + 12, 0, i, 1, 0);
  same([9, 10, 11], edges.within(101, 115, 300));
  same(null, edges.within(1, 500, 20));
});

test('edge_thatIsInferredSaysSo', () => {
  const edges = new Edges();
  edges.append(1, 5, 0, 0, 10, 0);
  edges.append(2, 6, 0, 10, 10, 1);
  same([['', false], [' (inferred)', true]], [0, 1].map((e) => [edges.aside(e), edges.isInferred(e)]));
});
