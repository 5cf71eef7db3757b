// @ts-check
import { Trace } from 'model/trace.js';

const OPS = [
  [1, 'start', 'start', false], [2, 'exit', 'end', false], [3, 'note', 'mark', false], [4, 'nanosleep', 'pause', true],
  [5, 'read', 'read', true], [6, 'write', 'write', true], [11, 'close', 'close', false], [13, 'lseek', 'query', false],
  [14, 'fionread', 'query', false],
];

export const INFO = {
  run: 'one', state: 'ended', outcome: 'completed', met: true, verdict: 'All is well.', findings: [],
  scenario: { file: 'a.yaml', title: 'A', source: 'workers:\n  - note("fill it")\n  - note(\'drain \\"it\\"\')\n' },
  workers: [{ index: 0, name: 'writer', pid: 1 }, { index: 1, name: 'reader', pid: 2 }],
  objects: [{ index: 0, name: 'p', kind: 'pipe', cells: [{ name: 'level', label: 'bytes', max: 4096 }, { name: 'readers', label: 'read ends' }] }],
};

/** A trace written line by line: `0 enter write 2048 waits`, `0 exit write = 2048`, `1 whole close`. */
export function tape(...lines) {
  const trace = new Trace();
  const sink = trace.sink();
  const ops = new Map(OPS.map(([id, name, effect, blocks]) => [id, { id, name, effect, blocks }]));
  sink.header({ ops, errors: new Map([[11, 'EAGAIN'], [29, 'ESPIPE'], [32, 'EPIPE']]) });
  const open = new Map();
  let calls = 0;
  lines.forEach((line, i) => {
    const [worker, phase, name, ...rest] = line.split(' ');
    const op = OPS.find((o) => o[1] === name)[0];
    const number = (key, otherwise = 0) => Number((rest.find((r) => r.startsWith(`${key}=`)) ?? `${key}=${otherwise}`).slice(key.length + 1));
    if (phase === 'enter') open.set(worker, ++calls);
    sink.event({
      phase: ['enter', 'exit', 'whole', 'partial', 'cut'].indexOf(phase),
      flags: (rest.includes('waits') ? 1 : 0) | (rest.includes('inferred') ? 2 : 0) | (name === 'write' ? 0x10 : 0),
      op, worker: Number(worker), object: ['start', 'exit', 'note', 'nanosleep'].includes(name) ? 0xffff : 0,
      opId: open.get(worker) ?? ++calls, line: number('line'), startNs: number('start', number('at', i * 1000)), endNs: number('end', number('at', i * 1000)), atNs: number('at', i * 1000),
      arg0: number('arg'), arg1: number('arg1'), result: number('result'), errno: number('errno'),
      preview: new TextEncoder().encode((rest.find((r) => r.startsWith('text=')) ?? 'text=').slice(5)),
    });
  });
  return { trace, sink };
}
