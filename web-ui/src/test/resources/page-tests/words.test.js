// @ts-check
import { badgesOf } from 'model/badges.js';
import { chaptersOf } from 'model/chapters.js';
import { boxLabel } from 'model/box-label.js';
import { findStep } from 'model/find-step.js';
import { cString, duration, grouped, instant } from 'model/format.js';
import { expectLines, paragraphs } from 'model/scenario-text.js';
import { shareText } from 'model/share.js';
import { stepWords, waitedNs } from 'model/notation.js';
import { stepSentence, verdictOf } from 'model/sentences.js';
import { stateAt } from 'model/state-at.js';
import { same, test } from 'test/harness.js';
import { INFO, tape } from 'test/tape.js';

test('duration_hasThreeFigures', () => {
  same(['0 ns', '999 ns', '1 µs', '12.5 µs', '193 ms', '1.25 s', '2 s'], [0, 999, 1000, 12500, 193_300_000, 1_250_000_000, 2e9].map(duration));
});

test('search_goesAroundTheEnd_inBothWays', () => {
  const said = (step) => ['one', 'two', 'three', 'two'][step - 1];
  const find = (from, way, more = {}) => findStep(said, 'two', { from, way, last: 4, done: 0, limit: 10, ...more });
  same([2, 4, 2, 4, 2], [find(1, 1), find(2, 1), find(4, 1), find(2, -1), find(4, -1)].map((f) => f.step));
  same([{ step: 0, done: 1 }, { step: 4, done: 2 }], [find(2, 1, { limit: 1 }), find(2, 1, { done: 1, limit: 1 })], 'in parts');
  same({ step: 0, done: 1 }, find(1, 1, { last: 1 }), 'what may not be told is not found');
});

test('instant_linesUpInMilliseconds', () => same(['0.000 ms', '8.550 ms'], [0, 8_550_000].map(instant)));

test('grouped_partsThousands', () => same(['12', '1\u202f234', '1\u202f234\u202f567'], [12, 1234, 1234567].map(grouped)));

test('cString_escapesAsC', () => {
  const bytes = (...b) => new Uint8Array(b);
  same('"a\\n\\"\\\\\\0"', cString(bytes(97, 10, 34, 92, 0), 5));
  same('"aa"…', cString(bytes(97, 97, 97), 3, 2));
  same('"a"…', cString(bytes(97), 100));
});

const words = (line, ...before) => {
  const { trace } = tape(...before, line);
  const w = stepWords(trace, INFO, before.length + 1);
  return [w.call + w.tail, w.preview, w.note].filter((part) => part !== '').join(' | ');
};

test('words_areThoseOfStrace', () => {
  same('write(p[1], 2048) … | has to wait', words('0 enter write arg=2048 waits'));
  same('write(p[1], 2048) = 2048 | "ab"…', words('0 exit write result=2048 text=ab', '0 enter write arg=2048'));
  same('read(p[0], 10) = -1 EAGAIN', words('0 exit read result=-1 errno=11', '0 enter read arg=10'));
  same('read(p[0], 10) = 0', words('0 exit read', '0 enter read arg=10'));
  same('lseek(p[0], 0, SEEK_END) = -1 ESPIPE', words('0 whole lseek arg1=2 errno=29 result=-1'));
  same('fionread(p[0]) = 12', words('0 whole fionread arg1=12'));
  same('close(p[0]) = 0', words('0 whole close'));
  same('nanosleep(200 ms) …', words('0 enter nanosleep arg=200000000'));
  same('write(p[1], 9) = ? | ended inside the call', words('0 cut write', '0 enter write arg=9'));
  same('write(p[1], 9) … | 4 bytes moved, then has to wait (inferred)', words('0 partial write result=4', '0 enter write arg=9 waits'));
  same('write(p[1], 9) … | 4 bytes moved (inferred)', words('0 partial write result=4', '0 enter write arg=9 waits', '1 whole close'));
});

test('words_ofACloseByTheKernelAreNoCall', () => same('p[0] closed by exit (inferred)', words('0 whole close inferred')));

test('words_ofWhatMovedNothingHaveNoPreview', () => {
  same('write(p[1], 4) = -1 EPIPE', words('0 exit write result=-1 errno=32 text=abc', '0 enter write arg=4'));
});

test('box_saysWhatCameBack', () => {
  const says = (...lines) => {
    const { trace } = tape(...lines);
    const { name, value, failed } = boxLabel(trace, INFO, 1, 2, lines.length);
    return [name, value, failed];
  };
  same(['read', '5', false], says('0 enter read arg=100', '0 exit read result=5'));
  same(['read', 'EOF', false], says('0 enter read arg=100', '0 exit read'));
  same(['write', 'EPIPE', true], says('0 enter write arg=5', '0 exit write result=-1 errno=32'));
  same(['write', '…', false], says('0 enter write arg=5'));
  same(['write', '?', false], says('0 enter write arg=5', '0 cut write'));
  same(['write', '4…', false], says('0 enter write arg=9 waits', '0 partial write result=4', '0 exit write result=9'));
  same('…', boxLabel(tape('0 enter read arg=9', '0 exit read result=5').trace, INFO, 1, 2, 1).value, 'while the future is hidden');
});

test('words_ofAnUnknownErrorAreItsNumber', () => same('close(p[0]) = -1 errno 4711', words('0 whole close errno=4711 result=-1')));

test('words_ofStartEndAndNote', () => {
  same('starts', words('0 whole start'));
  same('exited with code 3', words('0 whole exit result=3'));
  same('“fill it”', words('0 whole note line=2'));
  same('“drain "it"”', words('0 whole note line=3'));
  same('“line 99”', words('0 whole note line=99'));
});

test('waited_countsFromTheEnterThatWaits', () => {
  const { trace } = tape('0 enter write arg=1 waits', '1 whole start', '0 exit write result=1', '0 enter write arg=1', '0 exit write result=1');
  same([-1, -1, 2000, -1, -1], [1, 2, 3, 4, 5].map((s) => waitedNs(trace, s)));
  const parted = tape('0 enter write arg=9 waits', '0 partial write result=4', '1 whole start', '0 exit write result=9').trace;
  same(2000, waitedNs(parted, 4), 'from the part that filled the pipe');
});

test('sentence_isForEars', () => {
  const { trace } = tape('0 whole start', '0 enter write arg=9 waits');
  same('Step 2 of 2, 0.001 ms. writer: write(p[1], 9) begins, has to wait.', stepSentence(trace, INFO, 2));
  same('Nothing has happened yet.', stepSentence(trace, INFO, 0));
});

test('chapters_reachToTheNextNoteOfTheirWorker', () => {
  const { trace } = tape('0 whole start', '0 whole note line=2', '1 whole start', '1 whole note line=3', '0 whole note line=3', '1 whole exit');
  same([[2, 4, 'fill it', 'writer'], [4, 6, 'drain "it"', 'reader'], [5, 6, 'drain "it"', 'writer']], chaptersOf(trace, INFO).map((c) => [c.first, c.last, c.text, c.who]));
});

test('verdict_isCalmOnlyWhenAllIsWell', () => {
  const { trace } = tape('0 whole start', '0 whole exit');
  const tone = (info) => { const v = verdictOf(trace, { ...INFO, ...info }, stateAt(trace, INFO, 2, true), true); return [v.tone, v.heading]; };
  same(['calm', 'Completed in 2 steps'], tone({}));
  same(['problem', 'Completed, but not as expected'], tone({ met: false }));
  same(['problem', 'Deadlock at step 2'], tone({ outcome: 'deadlock', met: false, findings: [{ workers: [], events: [1, 2] }] }));
  same(['problem', 'Failed'], tone({ outcome: 'failed', met: false }));
  same(['problem', 'Ended without a verdict'], tone({ outcome: null, met: null }));
  same(['problem', 'Not over yet'], tone({ outcome: null, met: null, state: 'running' }));
  same(['problem', 'Deadlock, as the scenario expects'], tone({ outcome: 'deadlock', met: true }));
});

test('verdict_saysNothingTwice', () => {
  const { trace } = tape('0 whole start');
  const says = (info) => { const v = verdictOf(trace, { ...INFO, ...info }, stateAt(trace, INFO, 1, true), true); return [v.heading, v.text]; };
  same(['The time was up', 'writer is in read(p[0], 1).'], says({ outcome: 'timeout', met: false, verdict: 'The time was up. writer is in read(p[0], 1).' }));
  same(['Interrupted', ''], says({ outcome: 'interrupted', met: false, verdict: 'Somebody ended the run.' }));
  same(['Completed, but not as expected', 'Nobody had to wait.'], says({ met: false, verdict: 'Nobody had to wait.' }));
});

test('share_isThatOfTheCall', () => {
  const { trace, sink } = tape('0 enter write arg=8192 waits', '0 partial write result=4096', '1 enter read arg=100', '1 exit read result=100', '1 enter read arg=5000', '1 exit read result=3996', '0 exit write result=8192', '1 enter read arg=4096', '1 exit read result=4096', '0 whole exit');
  sink.edge(2, 4, 0, 7000, 100, 0);
  sink.edge(2, 6, 0, 7100, 3996, 0);
  sink.edge(7, 9, 0, 11096, 4096, 0);
  const t = '\u202f';
  same([`bytes 1–100 of 8${t}192`, `bytes 101–4${t}096 of 8${t}192`, `4${t}096 bytes, the second half`], [[0, 2], [1, 2], [2, 7]].map(([e, s]) => shareText(trace, e, s, 10)));
  same('all 100 bytes', shareText(trace, 0, 4, 10));
});

test('scenario_expectationIsFoundWhereverItStands', () => {
  same([1, 2, 3], [...expectLines('scenario: a\nexpect:\n  outcome: deadlock\n# why\nworkers:\n  expect: no')]);
  same([0], [...expectLines('expect: { outcome: completed }')]);
  same(['One line. Still one.', 'Two.'], paragraphs('One line.\nStill one.\n\nTwo.\n'));
});

test('verdict_ofALiveRunCountsWhoCanMove', () => {
  const { trace } = tape('0 whole start', '1 whole start', '0 enter read arg=1 waits');
  const v = verdictOf(trace, { ...INFO, outcome: null, state: 'running' }, stateAt(trace, INFO, 3, false), false);
  same(['live', '1 of 2 workers can move, 1 waits. No problem so far.'], [v.tone, v.text]);
});

test('badges_areAllDifferent', () => {
  const of = (...names) => badgesOf(names.map((name) => ({ name })));
  same(['W', 'R'], of('writer', 'reader'));
  same(['W1', 'W2', 'R'], of('writer-1', 'writer-2', 'reader'));
  same(['A1', 'A2'], of('anna', 'amir'));
  same(['C2', 'C0', 'C1', 'P'], of('clock', 'child[0]', 'child[1]', 'parent'));
});
