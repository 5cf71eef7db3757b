// @ts-check
import { actorsOf } from 'model/actors.js';
import { kinOf, nativeSpan } from 'model/kin.js';
import { alongLane, chapterFrom, laneOfStep, lanesOf } from 'model/moves.js';
import { objectText, workerText } from 'model/place-text.js';
import { holderText } from 'model/other-end.js';
import { programOf } from 'model/program.js';
import { stateAt } from 'model/state-at.js';
import { Trace } from 'model/trace.js';
import { decodeMessage } from 'wire/message.js';
import { messagesOf } from 'test/feed.js';
import { same, test } from 'test/harness.js';
import { chain, family, server } from 'test/plays.js';

/** @param {import('test/feed.js').Play} play through the bytes of the wire */
function played(play) {
  const trace = new Trace();
  for (const message of messagesOf(play)) decodeMessage(message, trace.sink());
  return { trace, info: play.info };
}

test('children_standBelowTheirParents', () => {
  const workers = [[null, 'b'], [3, 'grandchild'], [0, 'bb'], [0, 'ba'], [null, 'a']].map(([parent, name], index) => ({ index, name, parent }));
  same([['b', 0], ['bb', 1], ['ba', 1], ['grandchild', 2], ['a', 0]], actorsOf(new Trace(), { workers }).map((a) => [a.name, a.depth]));
  same(2, actorsOf(new Trace(), { workers: [{ name: 'x', parent: 1 }, { name: 'y', parent: 0 }] }).length, 'a circle loses nobody');
});

test('child_isTiedToItsSpawnAndToItsWait', () => {
  const { trace, info } = played(family());
  const kin = kinOf(trace, info);
  same([[1, 0], [2, 0], [3, 0]], kin.map((k) => [k.child, k.parent]));
  for (const { child, spawn, first, end, join } of kin) {
    same(['posix_spawn', 'start', 'exit', 'waitpid'], [spawn, first, end, join].map((step) => trace.opOf(step).name));
    same([0, child, child, 0], [spawn, first, end, join].map((step) => trace.events.worker.at[step - 1]));
  }
});

test('worker_thatHasNotBeenSpawnedHasNotStarted', () => {
  const { trace, info } = played(family());
  const [{ first }] = kinOf(trace, info);
  const [{ spawn }] = kinOf(trace, info);
  same(['not started', 'starting', 'starting', 'runs'], [spawn - 1, spawn, first - 1, first].map((step) => stateAt(trace, info, step, true).workers[1].doing));
});

test('state_ofChildrenIsTheSameForwardAndBack', () => {
  for (const play of [family(), chain(), server()]) {
    const { trace, info } = played(play);
    const forward = Array.from({ length: trace.steps + 1 }, (_, s) => JSON.stringify(stateAt(trace, info, s, true)));
    for (let s = trace.steps; s >= 0; s--) same(forward[s], JSON.stringify(stateAt(trace, info, s, true)));
  }
});

test('native_runsFromItsStartToItsEnd', () => {
  const { trace, info } = played(chain());
  const { from, to } = nativeSpan(trace, 1);
  const at = (step) => { const w = stateAt(trace, info, step, true).workers[1]; return [w.doing, w.call]; };
  same([['runs', 'sort -r'], ['runs', 'sort -r'], ['ended', 'exited with code 0']], [from, to - 1, to].map(at));
  same(['sort -r', 'wc -l', ''], [1, 3, 0].map((w) => programOf(info, w)));
});

test('native_withoutStepsOfItsOwnLivesFromSpawnToWait', () => {
  const play = family();
  play.lines = play.lines.filter((line) => !line.startsWith('3 '));
  const { trace } = played(play);
  const { from, to } = nativeSpan(trace, 3);
  same(['posix_spawn', 'waitpid'], [from, to].map((step) => trace.opOf(step).name));
});

test('threads_haveLanesOfTheirOwn', () => {
  const { trace, info } = played(server());
  same(['server.answer', 'server.log', 'client[0]', 'client[1]'], actorsOf(trace, info).map((a) => a.name));
  same(['Sa', 'Sl', 'C0', 'C1'], actorsOf(trace, info).map((a) => a.letter));
  same(['w0.0', 'w0.1', 'w1', 'w2', 'o0', 'o1', 'o2'], lanesOf(trace, info));
  const step = Array.from({ length: trace.steps }, (_, i) => i + 1).find((s) => trace.opOf(s).name === 'poll');
  const { workers, actors } = stateAt(trace, info, step, true);
  same(['waits', 'waits', 'waits'], [actors[0].doing, actors[1].doing, workers[0].doing]);
  same(['a writer of requests', 'events on log'], [actors[0].waitsFor, actors[1].waitsFor]);
  same(['w0.1', true], [laneOfStep(trace, info, step), alongLane(trace, 'w0.1', step, -1) < alongLane(trace, 'w0', step, -1) + 2]);
  same(1, trace.events.thread.at[alongLane(trace, 'w0.1', step, 1) - 1]);
});

test('open_thatWaitsIsNamedAtItsEnd', () => {
  const { trace, info } = played(server());
  const at = (step) => stateAt(trace, info, step, true).objects[0].holders.map((h) => holderText(info, h));
  same([['server in its open()'], ['client[0] on fd 7', 'server in its open()'], ['client[0] on fd 7', 'server on fd 7']], [5, 12, 13].map(at));
});

test('worker_withSeveralThreadsIsWhereItsLiveliestOneIs', () => {
  const { trace, info } = played(server());
  same(['runs', 'server', 'S'], ((w) => [w.doing, w.name, w.letter])(stateAt(trace, info, 3, true).workers[0]));
});

test('place_tellsWhatGoesOnThere', () => {
  const { trace, info } = played(server());
  const [answer] = actorsOf(trace, info);
  const at = (step, last = trace.steps) => workerText(trace, info, answer, step + 0.5, 'steps', step, last).split('\n');
  same(['server.answer: open("requests", O_RDONLY) = 7', 'steps 5 to 13'], at(6).map((line) => line.replace(/, .* µs$/, '')).slice(0, 2));
  same(['server.answer: open("requests", O_RDONLY) …  waits until somebody opens requests to write', 'since step 5'], at(6, 8), 'the future is hidden');
  same('requests: 0 bytes of 4\u202f096\nwritten by: client[0] on fd 7\nread by: nobody', objectText(trace, info, 0, 12));
  same('', objectText(trace, info, 2, 12));
  const filters = played(chain());
  same('sort: sort -r\nA native program: its calls are not seen.', workerText(filters.trace, filters.info, actorsOf(filters.trace, filters.info)[1], 5, 'steps', 5, 20));
});

test('chapters_areGoneToByStep', () => {
  const { trace } = played(family());
  const [first, second, third] = trace.marks;
  same([second, third, first, second], [chapterFrom(trace, first, 1), chapterFrom(trace, second, 1), chapterFrom(trace, second, -1), chapterFrom(trace, third - 1, -1)]);
  same([1, trace.steps], [chapterFrom(trace, 1, -1), chapterFrom(trace, trace.steps, 1)]);
});
