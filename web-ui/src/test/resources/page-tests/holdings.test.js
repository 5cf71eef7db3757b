// @ts-check
import { holdersAt, side } from 'model/held.js';
import { Holdings } from 'model/holdings.js';
import { stateAt } from 'model/state-at.js';
import { dice, same, test } from 'test/harness.js';
import { INFO, tape } from 'test/tape.js';

test('holdings_atAnyStepAreThoseOfAWalk', () => {
  const roll = dice(5);
  const holdings = new Holdings();
  const open = [];
  const rows = [];
  for (let step = 0; step < 1000; step++) {
    if (open.length > 0 && roll(2) === 0) rows.push([step, ...open.splice(roll(open.length), 1)[0], -1]);
    else {
      const end = [roll(4), 3 + roll(200), roll(3)];
      if (open.some((o) => o.join() === end.join())) continue;
      open.push(end);
      rows.push([step, ...end, 1]);
    }
  }
  rows.forEach(([step, worker, fd, access, delta]) => holdings.append(step, worker, fd, access, delta));
  for (let n = 0; n < 300; n++) {
    const step = roll(1000);
    const walked = [];
    for (const [at, worker, fd, access, delta] of rows) {
      if (at > step) break;
      if (delta > 0) walked.push({ worker, fd, access });
      else walked.splice(walked.findIndex((w) => w.worker === worker && w.fd === fd && w.access === access), 1);
    }
    same(walked, holdings.at(step), `step ${step}`);
  }
});

test('holders_areNamedWithTheirDescriptor', () => {
  const { trace, sink } = tape('0 whole start', '1 whole start', '0 whole close');
  sink.hold(0, 0, 0, 5, 1, 1);
  sink.hold(0, 1, 0, 5, 0, 1);
  sink.hold(2, 1, 0, 8, 2, 1);
  sink.hold(3, 0, 0, 5, 1, -1);
  const at = (step) => holdersAt(trace, { ...INFO, holds: [{ worker: 1, object: 0, access: 1 }] }, 0, step).map((h) => `${h.worker} ${h.word} ${h.fd}`);
  same([['0 write 5', '1 read 5'], ['0 write 5', '1 read 5', '1 read and write 8'], ['1 read 5', '1 read and write 8']], [0, 2, 3].map(at), 'what RunInfo says of the beginning counts no more');
  same([2, 1], [0, 1].map((access) => side(holdersAt(trace, INFO, 0, 3), access).length));
});

test('object_existsFromTheStepThatMadeIt', () => {
  const { trace, sink } = tape('0 whole start', '0 whole pipe on=1 fd=5 arg1=6', '0 whole start');
  sink.cell(0, 0, 0, 0);
  sink.cell(2, 1, 0, 0);
  const info = { ...INFO, objects: [INFO.objects[0], { ...INFO.objects[0], name: 'q' }] };
  const exist = (step) => stateAt(trace, info, step, true).objects.map((o) => o.exists);
  same([[true, false], [true, false], [true, true]], [0, 1, 2].map(exist));
});

test('level_thatNobodyKnowsIsNoNumber', () => {
  const { trace, sink } = tape('0 whole start', '0 whole fionread arg1=5', '0 enter read arg=9');
  sink.cell(0, 0, 0, -1);
  sink.cell(2, 0, 0, 5);
  sink.cell(3, 0, 0, -1);
  same([-1, 5, -1], [1, 2, 3].map((step) => stateAt(trace, INFO, step, true).objects[0].cells[0].value));
});
