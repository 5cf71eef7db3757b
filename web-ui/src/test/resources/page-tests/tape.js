// @ts-check
import { Trace } from 'model/trace.js';

export const EFFECTS = ['start', 'end', 'read', 'write', 'close', 'query', 'pause', 'mark', 'create', 'open', 'remove', 'control', 'await', 'fork', 'join', 'signal'];

/** @type {[number, string, string, boolean][]} */
export const OPS = [
  [1, 'start', 'start', false], [2, 'exit', 'end', false], [3, 'note', 'mark', false], [4, 'nanosleep', 'pause', true],
  [5, 'read', 'read', true], [6, 'write', 'write', true], [11, 'close', 'close', false], [12, 'dup2', 'close', false], [13, 'lseek', 'query', false],
  [14, 'fionread', 'query', false], [15, 'pipe', 'create', false], [16, 'pipe2', 'create', false], [17, 'open', 'open', true], [18, 'dup', 'open', false],
  [19, 'dup2', 'open', false], [20, 'fcntl', 'control', false], [21, 'mkfifo', 'create', false], [22, 'unlink', 'remove', false],
  [23, 'poll', 'await', true], [24, 'waitpid', 'join', true], [25, 'kill', 'signal', false], [26, 'posix_spawn', 'fork', false],
  [27, 'inherit', 'open', false], [28, 'popen', 'fork', false], [29, 'pclose', 'join', true], [30, 'fdopen', 'control', false],
  [31, 'fclose', 'close', true], [32, 'fputs', 'write', true], [33, 'fflush', 'write', true], [34, 'fgets', 'read', true],
  [35, 'setvbuf', 'control', false], [36, 'thread', 'start', false], [60, 'ioctl', 'control', false],
];
export const ERRORS = /** @type {[number, string][]} */ ([[2, 'ENOENT'], [9, 'EBADF'], [11, 'EAGAIN'], [29, 'ESPIPE'], [32, 'EPIPE']]);
const WITHOUT_OBJECT = ['start', 'exit', 'note', 'nanosleep', 'waitpid', 'kill', 'posix_spawn', 'popen', 'thread'];

export const INFO = {
  run: 'one', state: 'ended', outcome: 'completed', met: true, verdict: 'All is well.', findings: [],
  scenario: { file: 'a.yaml', title: 'A', source: 'workers:\n  - note("fill it")\n  - note(\'drain \\"it\\"\')\n' },
  workers: [{ index: 0, name: 'writer', pid: 1 }, { index: 1, name: 'reader', pid: 2 }],
  objects: [{ index: 0, name: 'p', kind: 'pipe', cells: [{ name: 'level', label: 'bytes', max: 4096 }, { name: 'readers', label: 'read ends' }] }],
};

/**
 * Lines as rows: `0 enter write arg=2048 waits`, `0 exit write result=2048`, `1 whole close on=2 side=0 fd=5 tid=8`. Where an
 * op has two rows in the table, `dup2:close` names the one with that effect.
 * @param {string[]} lines @returns {import('wire/rows.js').EventRow[]}
 */
export function rowsOf(lines) {
  const open = new Map();
  let calls = 0;
  return lines.map((line, i) => {
    const [worker, phase, name, ...rest] = line.split(' ');
    const [call, effect] = name.split(':');
    const op = OPS.filter((o) => o[1] === call && (effect === undefined || o[2] === effect)).pop();
    if (op === undefined) throw new Error(`no op ${name} in ${line}`);
    const number = (/** @type {string} */ key, otherwise = 0) => Number((rest.find((r) => r.startsWith(`${key}=`)) ?? `${key}=${otherwise}`).slice(key.length + 1));
    const tid = number('tid', Number(worker) + 1);
    if (phase === 'enter') open.set(`${worker} ${tid}`, ++calls);
    const writes = ['write', 'fputs', 'fflush'].includes(call) ? 1 : 0;
    return {
      phase: ['enter', 'exit', 'whole', 'partial', 'cut'].indexOf(phase),
      flags: (rest.includes('waits') ? 1 : 0) | (rest.includes('inferred') ? 2 : 0) | (number('side', writes) << 4),
      op: op[0], worker: Number(worker), object: number('on', WITHOUT_OBJECT.includes(call) ? 0xffff : 0),
      opId: phase === 'whole' ? ++calls : open.get(`${worker} ${tid}`) ?? ++calls,
      tid, line: number('line'), startNs: number('start', number('at', i * 1000)), endNs: number('end', number('at', i * 1000)), atNs: number('at', i * 1000),
      arg0: number('arg'), arg1: number('arg1'), result: number('result'), errno: number('errno'), fd: number('fd', -1),
      preview: new TextEncoder().encode((rest.find((r) => r.startsWith('text=')) ?? 'text=').slice(5).replaceAll('_', ' ')),
    };
  });
}

/** A trace written line by line. @param {...string} lines */
export function tape(...lines) {
  const trace = new Trace();
  const sink = trace.sink();
  sink.header({ ops: new Map(OPS.map(([id, name, effect, blocks]) => [id, { id, name, effect, blocks }])), errors: new Map(ERRORS) });
  rowsOf(lines).forEach((row) => sink.event(row));
  return { trace, sink };
}
