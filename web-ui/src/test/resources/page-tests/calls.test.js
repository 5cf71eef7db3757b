// @ts-check
import { openFlags, signalName } from 'model/constants.js';
import { statusText } from 'model/status.js';
import { stepWords } from 'model/notation.js';
import { same, test } from 'test/harness.js';
import { INFO, tape } from 'test/tape.js';

const WORLD = {
  ...INFO,
  workers: [{ name: 'parent', pid: 10, threads: ['reader', 'writer'] }, { name: 'child[0]', pid: 11, parent: 0 }],
  objects: [INFO.objects[0], { ...INFO.objects[0], name: 'requests', kind: 'fifo', path: '/tmp/run/requests' }],
};

/** What the table says of the last of some lines. */
function says(...lines) {
  const w = stepWords(tape(...lines).trace, WORLD, lines.length);
  return [w.call + w.tail, w.preview, w.note].filter((part) => part !== '').join(' | ');
}

test('calls_thatMakeDescriptors', () => {
  same('pipe([5, 6]) = 0 | makes p', says('0 whole pipe fd=5 arg1=6'));
  same('pipe2([5, 6], O_NONBLOCK|O_CLOEXEC) = 0 | makes p', says(`0 whole pipe2 fd=5 arg1=6 arg=${0o2004000}`));
  same('open("requests", O_WRONLY|O_NONBLOCK) = 7', says('0 enter open on=1 arg=2049', '0 exit open on=1 fd=7 result=7'));
  same('open("requests", O_RDONLY) … | waits until somebody opens requests to write', says('0 enter open on=1 waits'));
  same('open("requests", O_WRONLY) … | waits until somebody opens requests to read', says('0 enter open on=1 arg=1 waits'));
  same('dup(p[1]) = 8', says('0 whole dup side=1 fd=6 result=8'));
  same('dup2(p[1], 1) = 1', says('0 whole dup2:open side=1 fd=6 arg=1 result=1'));
  same('dup2(6, 1) = 1 | the old p on that number is closed', says('0 whole dup2:close side=1 fd=1 arg=6 result=1'));
  same('open("requests", O_RDONLY) = 7', says('0 enter open on=65535', '0 exit open on=1 fd=7 result=7'));
  same('dup2(…, 5) = 0 | the old p on that number is closed', says('0 whole dup2:close fd=5 arg=-2'));
  same('fcntl(p[0], F_DUPFD_CLOEXEC, 10) = 10', says('0 whole dup arg=1030 arg1=10 result=10'));
  same('mkfifo("requests", 0600) = 0 | makes requests', says('0 whole mkfifo on=1 arg=384'));
  same('unlink("requests") = -1 ENOENT', says('0 whole unlink on=1 result=-1 errno=2'));
});

test('open_thatWaitsHasItsEndAlready', () => {
  same('open("requests", O_WRONLY) … | its end is open, waits until somebody opens requests to read (inferred)', says('0 enter open on=1 arg=1 side=1 waits', '0 partial open on=1 side=1 result=1'));
  same('write(p[1], 9) … | has to wait (inferred)', says('0 enter write arg=9 waits', '0 partial write result=0'));
});

test('calls_thatControl', () => {
  same('fcntl(p[0], F_SETFL, O_NONBLOCK) = 0', says('0 whole fcntl arg=4 arg1=2048'));
  same('fcntl(p[0], F_GETFL) = O_RDONLY|O_NONBLOCK', says('0 whole fcntl arg=3 result=2048'));
  same('fcntl(p[0], F_SETPIPE_SZ, 4096) = 4096', says('0 whole fcntl arg=1031 arg1=4096 result=4096'));
  same('fcntl(p[0], 99) = 0', says('0 whole fcntl arg=99'));
  same('poll([p[0]], 1, 1000 ms) … | has to wait', says('0 enter poll arg=1000 arg1=1 waits'));
  same('poll([p[0], …], 2, -1) = 1', says('0 enter poll arg=-1 arg1=2', '0 exit poll result=1'));
  same('poll([…], 3, 5 ms) …', says('0 enter poll on=65535 arg=5 arg1=3'));
  same('poll([], 0, 5 ms) …', says('0 enter poll on=65535 arg=5'));
  same('poll([p[0]], 1, 5 ms) = 0 | the time was up', says('0 enter poll arg=5 arg1=1', '0 exit poll result=0'));
});

test('calls_aboutChildren', () => {
  same('posix_spawn(child[0]) = 11', says('0 whole posix_spawn arg=1 result=11'));
  same('posix_spawn(…) = ENOENT', says('0 whole posix_spawn arg=-1 result=-1 errno=2'));
  same('child[0] will hold p[1] on fd 3', says('0 whole inherit side=1 fd=3 arg=1'));
  same('waitpid(11, status, 0) … | waits until child[0] ends', says('0 enter waitpid arg=11 waits'));
  same('waitpid(-1, status, 0) = 11 | child[0] exited with code 3', says('0 enter waitpid arg=-1', '0 exit waitpid arg1=768 result=11'));
  same('waitpid(11, status, 0) = 11 | child[0] killed by SIGPIPE', says('0 enter waitpid arg=11', '0 exit waitpid arg1=13 result=11'));
  same('kill(11, SIGUSR1) = 0 | to child[0]', says('0 whole kill arg=11 arg1=10'));
  same('thread writer starts', says('0 whole thread arg=1'));
});

test('calls_throughABuffer', () => {
  same('fputs(5 bytes, p[1]) = 1 | "hello" | into the buffer: nothing is written yet', says('0 enter fputs arg=5', '0 exit fputs result=1 text=hello'));
  same('fputs(5 bytes, p[1]) = 1 | "hello" | 9 bytes went into p', says('0 enter fputs arg=5', '0 exit fputs arg1=9 result=1 text=hello'));
  same('fflush(p[1]) = 0 | 9 bytes of the buffer went into p', says('0 enter fflush', '0 exit fflush arg1=9'));
  same('fclose(p[1]) = 0', says('0 enter fclose side=1', '0 exit fclose side=1'));
  same('popen("sort") = FILE *', says('0 whole popen result=94000000000000 text=sort'));
  same('pclose(p[1]) = 256 | the command exited with code 1', says('0 enter pclose on=0 side=1', '0 exit pclose on=0 side=1 result=256'));
  same('setvbuf(p[1], _IONBF, 0) = 0', says('0 whole setvbuf side=1 arg=2'));
});

test('calls_thatThePageDoesNotKnowAreShown', () => same('ioctl(p[0]) = 0', says('0 whole ioctl arg=5')));

test('numbers_haveTheirNames', () => {
  same(['O_RDWR|O_CREAT|0x10000000', 'SIGTERM', 'signal 40'], [openFlags(0x10000042), signalName(15), signalName(40)]);
  same(['exited with code 255', 'killed by SIGKILL', 'killed by SIGSEGV', 'stopped by SIGSTOP', 'goes on', 'has ended'], [0xff00, 9, 0x8b, 0x137f, 0xffff, -1].map(statusText));
});
