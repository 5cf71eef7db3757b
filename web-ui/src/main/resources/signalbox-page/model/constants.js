// @ts-check

/** Numbers that have a name in the manual, as Linux has them on x86_64 and aarch64. */

export const SIGNALS = [
  '', 'SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGILL', 'SIGTRAP', 'SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGKILL', 'SIGUSR1', 'SIGSEGV', 'SIGUSR2', 'SIGPIPE', 'SIGALRM', 'SIGTERM',
  'SIGSTKFLT', 'SIGCHLD', 'SIGCONT', 'SIGSTOP', 'SIGTSTP', 'SIGTTIN', 'SIGTTOU', 'SIGURG', 'SIGXCPU', 'SIGXFSZ', 'SIGVTALRM', 'SIGPROF', 'SIGWINCH', 'SIGIO', 'SIGPWR', 'SIGSYS',
];

export const WHENCE = ['SEEK_SET', 'SEEK_CUR', 'SEEK_END'];

export const BUFFERING = ['_IOFBF', '_IOLBF', '_IONBF'];

/** What fcntl can be asked: its name, and how its argument and its result are to be read. */
export const FCNTL = /** @type {Record<number, {name: string, arg?: 'number'|'status'|'descriptor', gives?: 'status'|'descriptor'}>} */ ({
  0: { name: 'F_DUPFD', arg: 'number' },
  1: { name: 'F_GETFD', gives: 'descriptor' },
  2: { name: 'F_SETFD', arg: 'descriptor' },
  3: { name: 'F_GETFL', gives: 'status' },
  4: { name: 'F_SETFL', arg: 'status' },
  1030: { name: 'F_DUPFD_CLOEXEC', arg: 'number' },
  1031: { name: 'F_SETPIPE_SZ', arg: 'number' },
  1032: { name: 'F_GETPIPE_SZ' },
});

const ACCESS_MODES = ['O_RDONLY', 'O_WRONLY', 'O_RDWR'];
const OPEN_FLAGS = /** @type {[number, string][]} */ ([
  [0o100, 'O_CREAT'], [0o200, 'O_EXCL'], [0o1000, 'O_TRUNC'], [0o2000, 'O_APPEND'], [0o4000, 'O_NONBLOCK'], [0o40000, 'O_DIRECT'], [0o2000000, 'O_CLOEXEC'],
]);
// What the kernel says of itself in F_GETFL, and nobody asked for.
const O_LARGEFILE = 0o100000;

/** `O_RDONLY|O_NONBLOCK`. @param {number} flags */
export function openFlags(flags) {
  return named(flags & ~3 & ~O_LARGEFILE, OPEN_FLAGS, [ACCESS_MODES[flags & 3] ?? '3']);
}

/** The flags of pipe2, which have no access mode. @param {number} flags */
export function pipeFlags(flags) {
  return named(flags, OPEN_FLAGS, []);
}

/** A signal's name, or its number. @param {number} signal */
export function signalName(signal) {
  return SIGNALS[signal] || (signal === 0 ? '0' : `signal ${signal}`);
}

/** @param {number} bits @param {[number, string][]} table @param {string[]} names */
function named(bits, table, names) {
  let rest = bits;
  for (const [bit, name] of table) {
    if ((rest & bit) === 0) continue;
    names.push(name);
    rest &= ~bit;
  }
  if (rest !== 0) names.push(`0x${(rest >>> 0).toString(16)}`);
  return names.join('|') || '0';
}
