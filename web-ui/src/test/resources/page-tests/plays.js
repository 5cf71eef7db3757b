// @ts-check
import { messagesOf } from 'test/feed.js';
import { Stage } from 'test/stage.js';

/** A parent makes a pipe and three children, who write into it; one of them is killed. */
export function family() {
  const s = new Stage();
  const source = 'scenario: Three children write to their parent\nabout: |\n  A parent makes a pipe, then three children.\n  They inherit both ends.\nparameters: { n: 3 }\nworkers:\n  parent:\n    steps:\n      - note("one pipe for all")\n      - q = pipe()\n      - note("a child for each number")\n      - repeat: n\n        do:\n          - pid = spawn(child[i])\n      - close(q[1])\n      - note("what they say")\n      - while: read(q[0], line, 100) > 0\n      - repeat: n\n        do:\n          - waitpid(-1, status, 0)\n  child:\n    count: n\n    steps:\n      - note("a word for the parent")\n      - write(q[1], "hello")\n      - exit(i)\nexpect:\n  outcome: completed\n';
  s.go('0 whole start').go('0 whole note line=9');
  s.go('0 whole pipe on=0 fd=5 arg1=6 line=10').make(0).take(0, 0, 5, 0).take(0, 0, 6, 1).go('0 whole note line=11');
  for (const child of [0, 1, 2]) {
    s.go(`0 whole inherit on=0 side=0 fd=5 arg=${child + 1} line=14`).take(child + 1, 0, 5, 0).go(`0 whole inherit on=0 side=1 fd=6 arg=${child + 1} line=14`).take(child + 1, 0, 6, 1);
    s.go(`0 whole posix_spawn arg=${child + 1} result=${4712 + child} line=14`).later(120);
  }
  s.close(0, 0, 6, 1, ' line=15').go('0 whole note line=16').go('0 enter read on=0 fd=5 arg=100 waits line=17').later(2500);
  s.go('1 whole start').go('2 whole start').later(300).go('1 whole note line=24').write(1, 0, 6, 'hello', ' line=25');
  s.go('0 exit read on=0 fd=5 arg=100 result=5 text=hello line=17').got(0, 5).go('0 enter read on=0 fd=5 arg=100 waits line=17');
  s.go('3 whole start').go('2 whole note line=24').write(2, 0, 6, 'hello', ' line=25').go('0 exit read on=0 fd=5 arg=100 result=5 text=hello line=17').got(0, 5);
  s.go('0 enter read on=0 fd=5 arg=100 waits line=17');
  for (const child of [1, 2]) {
    s.go(`${child} whole close inferred on=0 side=0 fd=5`).take(child, 0, 5, 0, -1).go(`${child} whole close inferred on=0 side=1 fd=6`).take(child, 0, 6, 1, -1).go(`${child} whole exit result=${child - 1}`);
  }
  s.go('3 whole note line=24').later(900).go('3 whole close inferred on=0 side=0 fd=5').take(3, 0, 5, 0, -1).go('3 whole close inferred on=0 side=1 fd=6').take(3, 0, 6, 1, -1).go('3 whole exit arg=1 result=9');
  s.go('0 exit read on=0 fd=5 arg=100 line=17');
  s.go('0 enter waitpid arg=-1 line=20').go('0 exit waitpid arg=-1 result=4712 arg1=0 line=20').go('0 enter waitpid arg=-1 line=20').go('0 exit waitpid arg=-1 result=4713 arg1=256 line=20');
  s.go('0 enter waitpid arg=-1 line=20').go('0 exit waitpid arg=-1 result=4714 arg1=9 line=20');
  s.go('0 whole close inferred on=0 side=0 fd=5').take(0, 0, 5, 0, -1).go('0 whole exit');
  return s.play({
    scenario: { file: 'three-children.yaml', title: 'Three children write to their parent', about: 'A parent makes a pipe, then three children.\nThey inherit both ends.', source },
    verdict: 'parent exited with code 0, child[0] with code 0, child[1] with code 1; child[2] was killed by SIGKILL.',
    workers: [{ name: 'parent', pid: 4711 }, ...[0, 1, 2].map((i) => ({ name: `child[${i}]`, family: 'child', pid: 4712 + i, parent: 0, ended: i === 2 ? { how: 'killed', code: null, signal: 'SIGKILL' } : { how: 'exited', code: i, signal: null } }))],
    objects: [{ name: 'q', line: 10 }],
  });
}

const JAVA = 'package examples;\n\nimport java.io.*;\n\n/** Writes what it reads in capitals. */\npublic final class Uppercase {\n    public static void main(String[] args) throws IOException {\n        InputStream in = new FileInputStream(FileDescriptor.in);\n        OutputStream out = new FileOutputStream(FileDescriptor.out);\n        byte[] buffer = new byte[1024];\n        for (int n; (n = in.read(buffer)) > 0; ) {\n            String text = new String(buffer, 0, n);\n            out.write(text.toUpperCase().getBytes());\n        }\n    }\n}\n';

/** sort | a Java program | wc -l: two native programs, and one whose source is at hand. */
export function chain() {
  const s = new Stage();
  const source = 'scenario: A chain of filters\nobjects:\n  a: { pipe: { capacity: 4096 } }\n  b: { pipe: { capacity: 4096 } }\n  c: { pipe: { capacity: 4096 } }\nworkers:\n  source:\n    steps:\n      - note("three words")\n      - repeat: 3\n        do:\n          - write(a[1], "word\\n")\n  sort:\n    exec: [sort, -r]\n    stdin: a[0]\n    stdout: b[1]\n  upper:\n    java: examples.Uppercase\n    stdin: b[0]\n    stdout: c[1]\n  wc:\n    exec: [wc, -l]\n    stdin: c[0]\nexpect:\n  wc: { prints: "3" }\n';
  s.make(0, true).make(1, true).make(2, true);
  s.take(0, 0, 5, 1).take(1, 0, 0, 0).take(1, 1, 1, 1).take(2, 1, 0, 0).take(2, 2, 1, 1).take(3, 2, 0, 0);
  s.go('1 whole start').go('3 whole start').go('0 whole start').go('2 whole start').go('0 whole note line=9');
  s.go('2 enter read on=1 fd=0 arg=1024 waits line=11');
  for (let i = 0; i < 3; i++) s.later(250).write(0, 0, 5, 'word.', ' line=12');
  s.go('0 whole fionread on=0 side=1 fd=5 arg1=15 line=12');
  s.cells.push([s.step, 0, 0, 15]);
  s.later(50).go('0 whole close inferred on=0 side=1 fd=5').take(0, 0, 5, 1, -1);
  s.cells.push([s.step, 0, 0, -1]);
  s.go('0 whole exit').later(800).go('2 exit read on=1 fd=0 arg=1024 result=15 text=word.word.word. line=11').write(2, 2, 1, 'WORD.WORD.WORD.', ' line=13');
  s.go('2 enter read on=1 fd=0 arg=1024 waits line=11').later(300).go('1 whole exit').take(1, 0, 0, 0, -1).take(1, 1, 1, 1, -1).go('2 exit read on=1 fd=0 arg=1024 line=11');
  s.go('2 whole close inferred on=1 side=0').take(2, 1, 0, 0, -1).go('2 whole close inferred on=2 side=1 fd=1').take(2, 2, 1, 1, -1).go('2 whole exit').later(400).go('3 whole exit result=0').take(3, 2, 0, 0, -1);
  return s.play({
    scenario: { file: 'filter-chain.yaml', title: 'A chain of filters', about: 'What a shell writes as source | sort | upper | wc.', source },
    verdict: 'All four ended by themselves.',
    workers: [{ name: 'source', pid: 5001 }, { name: 'sort', kind: 'exec', pid: 5002 }, { name: 'upper', kind: 'java', pid: 5003, source: { file: 'Uppercase.java', text: JAVA } }, { name: 'wc', kind: 'exec', pid: 5004, program: 'wc -l' }],
    objects: ['a', 'b', 'c'].map((name) => ({ name, foreign: true })),
  });
}

/** A server with two threads behind a FIFO, and two clients who open it; the replies go through FIFOs of their own. */
export function server(rounds = 3) {
  const s = new Stage();
  const source = 'scenario: A server behind a FIFO\nobjects:\n  requests: { fifo: {} }\nworkers:\n  server:\n    threads:\n      answer:\n        - note("waits for the first client")\n        - f = open("requests", O_RDONLY)\n        - while: read(f, r, 16) > 0\n      log:\n        - write(log[1], "up")\n  client:\n    count: 2\n    steps:\n      - note("asks")\n      - f = open("requests", O_WRONLY)\n      - write(f, "ask me anything.")\nexpect:\n  outcome: completed\n';
  const answer = ' tid=71';
  const log = ' tid=72';
  s.make(0).make(1).take(0, 1, 8, 0).take(0, 1, 9, 1);
  s.go('0 whole start tid=70').go(`0 whole thread arg=0${answer}`).go(`0 whole thread arg=1${log}`).go(`0 whole note line=8${answer}`);
  s.go(`0 enter open on=0 arg=0 waits line=9${answer}`).go('1 whole start').write(0, 1, 9, 'up', ` line=12${log}`).go(`0 enter poll on=1 side=0 fd=8 arg=5000 arg1=1 waits${log}`).later(600);
  s.go('1 whole note line=16').go('1 enter open on=0 arg=1 side=1 line=17').go('1 exit open on=0 arg=1 side=1 fd=7 result=7 line=17').take(1, 0, 7, 1);
  s.go(`0 exit open on=0 fd=7 result=7 line=9${answer}`).take(0, 0, 7, 0).go('2 whole start').go(`0 enter read on=0 fd=7 arg=16 waits line=10${answer}`);
  s.go('2 whole note line=16').go('2 enter open on=0 arg=1 side=1 line=17').go('2 exit open on=0 arg=1 side=1 fd=7 result=7 line=17').take(2, 0, 7, 1);
  for (let i = 0; i < rounds; i++) {
    const client = 1 + (i % 2);
    s.later(80).write(client, 0, 7, 'ask me anything.'.replaceAll(' ', '_'), ' line=18').go(`0 exit read on=0 fd=7 arg=16 result=16 text=ask_me_anything. line=10${answer}`).got(0, 16).go(`0 enter read on=0 fd=7 arg=16 waits line=10${answer}`);
  }
  s.go(`0 exit poll on=1 side=0 fd=8 arg=5000 arg1=1 result=1${log}`);
  s.go('1 whole mkfifo on=2 arg=384 line=18').make(2).go('1 enter open on=2 arg=0 waits line=18').later(700);
  s.go('2 whole close inferred on=0 side=1 fd=7').take(2, 0, 7, 1, -1).go('2 whole exit');
  return s.play({
    scenario: { file: 'fifo-server.yaml', title: 'A server behind a FIFO', about: 'Clients open the same FIFO to write.', source },
    outcome: 'timeout', met: false, verdict: 'The time was up. client[0] is in open("reply", O_RDONLY); server waits for requests.',
    workers: [{ name: 'server', pid: 6001, threads: ['answer', 'log'], ended: null }, { name: 'client[0]', family: 'client', pid: 6002, ended: null }, { name: 'client[1]', family: 'client', pid: 6003 }],
    objects: [{ name: 'requests', kind: 'fifo', path: '/tmp/sb-run/requests', line: 3 }, { name: 'log', kind: 'pipe' }, { name: 'reply', kind: 'fifo', path: '/tmp/sb-run/reply', line: 18 }],
  });
}

/** A parent with many children in a row of generations, each with a pipe of its own. */
export function crowd(count = 14) {
  const s = new Stage();
  s.go('0 whole start');
  for (let i = 0; i < count; i++) {
    const parent = i < count / 2 ? 0 : i - Math.floor(count / 2) + 1;
    s.go(`${parent} whole pipe on=${i} fd=5 arg1=6`).make(i).take(parent, i, 5 + 2 * i, 0).take(parent, i, 6 + 2 * i, 1);
    s.go(`${parent} whole inherit on=${i} side=1 fd=6 arg=${i + 1}`).take(i + 1, i, 6, 1).go(`${parent} whole posix_spawn arg=${i + 1} result=${101 + i}`).go(`${parent} whole note line=${1 + (i % 3)}`).go(`${i + 1} whole start`);
    s.write(i + 1, i, 6, 'x'.repeat(20 + i)).go(`${parent} enter read on=${i} fd=5 arg=100`).go(`${parent} exit read on=${i} fd=5 arg=100 result=${20 + i} text=xxx`).got(i, 20 + i);
  }
  return s.play({
    scenario: { file: 'crowd.yaml', title: 'A crowd', about: '', source: '- note("the first of three chapters, which has a long name")\n- note("a second one")\n- note("and a third")\n' }, outcome: null, state: 'running', verdict: '',
    workers: Array.from({ length: count + 1 }, (_, i) => ({ name: i === 0 ? 'parent' : `child[${i - 1}]`, pid: 100 + i, ended: null, parent: i === 0 ? null : i <= count / 2 ? 0 : i - Math.floor(count / 2) })),
    objects: Array.from({ length: count }, (_, i) => ({ name: `pipe ${i + 1}` })),
  });
}

const PLAYS = /** @type {Record<string, () => import('test/feed.js').Play>} */ ({ family, chain, server: () => server(), busy: () => server(9000), crowd: () => crowd() });

/** What a page of a play is sent, texts and bytes; bytes in Base64. @param {string} name */
export function sent(name) {
  const play = PLAYS[name]();
  return { info: JSON.stringify({ type: 'run', ...play.info }), bytes: messagesOf(play).map(base64) };
}

const PART = 8192;

/** @param {ArrayBuffer} message */
function base64(message) {
  const bytes = new Uint8Array(message);
  let text = '';
  for (let at = 0; at < bytes.length; at += PART) text += String.fromCharCode(...bytes.subarray(at, at + PART));
  return btoa(text);
}
