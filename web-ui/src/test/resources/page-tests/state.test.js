// @ts-check
import { waitsForever } from 'model/forever.js';
import { alongLane, causeOf, clampStep, effectOf } from 'model/moves.js';
import { stateAt } from 'model/state-at.js';
import { obey } from 'model/commands.js';
import { FIRST } from 'model/store.js';
import { same, test } from 'test/harness.js';
import { INFO, tape } from 'test/tape.js';

function fullPipe() {
  const made = tape('0 whole start', '1 whole start', '0 enter write arg=4096 line=2', '0 exit write result=4096 line=2', '0 enter write arg=10 waits line=3', '1 enter read arg=4096', '1 exit read result=4096', '0 exit write result=10', '1 enter read arg=1 waits');
  made.sink.cell(0, 0, 0, 0);
  made.sink.cell(0, 0, 1, 1);
  made.sink.cell(4, 0, 0, 4096);
  made.sink.cell(7, 0, 0, 0);
  made.sink.cell(8, 0, 0, 10);
  made.sink.edge(4, 7, 0, 0, 4096);
  return made.trace;
}

test('state_saysWhatEachWorkerDoes', () => {
  const trace = fullPipe();
  const doing = (step) => stateAt(trace, INFO, step, false).workers.map((w) => w.doing);
  same(['not started', 'not started'], doing(0));
  same(['calls', 'runs'], doing(3));
  same(['waits', 'runs'], doing(5));
  same(['waits', 'calls'], doing(6));
  same(['runs', 'waits'], doing(9));
});

test('state_saysSinceWhenAndWhere', () => {
  const [writer] = stateAt(fullPipe(), INFO, 7, false).workers;
  same([5, 4000, 3, 'p', 'write(p[1], 10)'], [writer.since, writer.sinceNs, writer.line, writer.object, writer.call]);
});

test('state_ofAnObjectIsItsCellsAndWhoWaits', () => {
  const trace = fullPipe();
  const [p] = stateAt(trace, INFO, 5, false).objects;
  same([[4096, 1], [0]], [p.cells.map((c) => c.value), p.waiting]);
});

test('state_isTheSameForwardAndBack', () => {
  const trace = fullPipe();
  const forward = Array.from({ length: 10 }, (_, s) => JSON.stringify(stateAt(trace, INFO, s, true)));
  for (let s = 9; s >= 0; s--) same(forward[s], JSON.stringify(stateAt(trace, INFO, s, true)));
});

test('wait_isForEverOnlyByTheVerdict', () => {
  const trace = fullPipe();
  same(0, waitsForever(trace, { ...INFO, outcome: 'deadlock' }, false).size, 'live');
  same(0, waitsForever(trace, { ...INFO, outcome: 'timeout' }, true).size, 'stopped');
  same([[1, 0, { enter: 9, from: 9 }]], [...waitsForever(trace, { ...INFO, outcome: 'deadlock' }, true)].map(([lane, is]) => [lane.worker, lane.thread, is]));
});

test('waitpid_isForEverWhereAFindingNamesItsWorker', () => {
  const { trace } = tape('0 whole start', '0 enter waitpid arg=2', '1 whole start', '1 enter write arg=9 waits');
  const doing = (findings) => stateAt(trace, { ...INFO, outcome: 'deadlock', findings }, 4, true).workers.map((w) => [w.doing, w.waitsFor]);
  same([['calls', ''], ['waits for ever', 'p']], doing([]));
  same([['waits for ever', 'reader to end'], ['waits for ever', 'p']], doing([{ type: 'deadlock', workers: ['writer', 'reader'], events: [2, 4] }]));
});

test('wait_isForEverFromWhereItsFindingIsComplete', () => {
  const { trace } = tape('0 whole start', '0 enter read arg=1 waits', '1 whole start', '1 whole exit');
  const info = { ...INFO, outcome: 'deadlock', findings: [{ type: 'deadlock', workers: ['writer'], events: [2, 4] }] };
  const doing = (step) => stateAt(trace, info, step, true).workers[0].doing;
  same(['waits', 'waits', 'waits for ever'], [2, 3, 4].map(doing));
});

test('wait_thatNeverEndedLastsToTheEndOfTheRun', () => {
  const { trace } = tape('0 whole start', '1 whole start', '1 enter read arg=1 waits');
  const lasts = (info, step, over) => stateAt(trace, { ...INFO, ...info }, step, over).workers.map((w) => w.untilNs - w.sinceNs)[1];
  same(497_000 + 1000, lasts({ outcome: 'deadlock', durationMs: 0.5 }, 3, true));
  same(498_000, lasts({ outcome: 'timeout', durationMs: 0.5 }, 3, true));
  same(0, lasts({ outcome: null }, 3, false), 'live');
});

test('wait_beginsWithThePartThatFilledThePipe', () => {
  const { trace } = tape('0 enter write arg=9 waits', '0 partial write result=4', '1 whole start', '0 exit write result=9');
  const state = (step) => stateAt(trace, INFO, step, false).workers[0];
  same(['calls', 'waits', 'waits', 'runs'], [1, 2, 3, 4].map((s) => state(s).doing));
  same([2, 'write(p[1], 9)'], [state(3).since, state(3).call]);
});

test('object_isHeldUntilItsEndIsClosed', () => {
  const { trace } = tape('0 whole close', '1 whole close errno=9', '1 whole close inferred', '0 whole exit');
  const info = { ...INFO, holds: [{ worker: 0, object: 0, access: 0 }, { worker: 0, object: 0, access: 1 }, { worker: 1, object: 0, access: 0 }] };
  const held = (step) => stateAt(trace, info, step, true).objects[0].holders.map((h) => `${h.worker} ${h.word}`);
  same([['0 read', '0 write', '1 read'], ['0 write', '1 read'], ['0 write', '1 read'], ['0 write']], [0, 1, 2, 3].map(held));
});

test('arrow_thatLeadsNowhereSaysSo', () => {
  const trace = fullPipe();
  const says = (order, step) => obey(order, { ...FIRST, info: INFO, step }, trace).notice;
  same(['The arrow ends here; [ goes back along it', 'No arrow leads here', 'No arrow leads on from here'], [says('effect', 7), says('cause', 1), says('effect', 9)]);
  same('', says('forward', 7));
});

test('worker_thatWasKilledSaysSo', () => {
  const { trace } = tape('0 whole start', '0 enter write arg=5', '0 cut write', '0 whole exit arg=1 result=9');
  const text = (step) => stateAt(trace, INFO, step, true).workers[0].call;
  same(['ended inside write(p[1], 5)', 'killed by SIGKILL'], [3, 4].map(text));
  const named = { ...INFO, workers: [{ ...INFO.workers[0], ended: { how: 'killed', signal: 'SIGRTMIN' } }, INFO.workers[1]] };
  same('killed by SIGRTMIN', stateAt(trace, named, 4, true).workers[0].call);
});

test('moves_stayWithinTheRun', () => {
  const trace = fullPipe();
  same([1, 1, 9, 9], [-5, 1, 9, 100].map((s) => clampStep(trace, s)));
});

test('moves_alongALaneVisitItsStepsOnly', () => {
  const trace = fullPipe();
  same([2, 6, 7, 9, 9], [1, 2, 6, 7, 9].map((s) => alongLane(trace, 'w1', s, 1)));
  same([4, 1], [alongLane(trace, 'o0', 5, -1), alongLane(trace, 'w0', 3, -1)]);
});

test('moves_followCauseAndEffect', () => {
  const trace = fullPipe();
  same([7, 4], [effectOf(trace, 4), causeOf(trace, 7)]);
  same([8, 5], [effectOf(trace, 5), causeOf(trace, 8)], 'a wait leads to its end');
  same([9, 1], [effectOf(trace, 9), causeOf(trace, 1)], 'nothing follows');
});

test('commands_moveTheCursorExactly', () => {
  const trace = fullPipe();
  const state = { ...FIRST, info: INFO, step: 5 };
  const steps = ['forward', 'back', 'forward10', 'back10', 'first', 'last', 'effect'].map((c) => obey(c, state, trace).step);
  same([6, 4, 9, 1, 1, 9, 8], steps);
  same([false, true], [obey('back', state, trace).follow, obey('last', state, trace).follow]);
});
