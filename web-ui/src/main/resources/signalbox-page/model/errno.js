// @ts-check

/** The names of the error numbers of Linux that calls on files and pipes give (the same on x86_64 and aarch64). */
const NAMES = /** @type {Record<number, string>} */ ({
  1: 'EPERM', 2: 'ENOENT', 4: 'EINTR', 5: 'EIO', 9: 'EBADF', 10: 'ECHILD', 11: 'EAGAIN', 12: 'ENOMEM', 13: 'EACCES',
  14: 'EFAULT', 16: 'EBUSY', 17: 'EEXIST', 22: 'EINVAL', 24: 'EMFILE', 25: 'ENOTTY', 27: 'EFBIG', 28: 'ENOSPC',
  29: 'ESPIPE', 30: 'EROFS', 32: 'EPIPE', 34: 'ERANGE', 35: 'EDEADLK', 38: 'ENOSYS', 40: 'ELOOP', 43: 'EIDRM',
  61: 'ENODATA', 75: 'EOVERFLOW', 90: 'EMSGSIZE', 104: 'ECONNRESET', 107: 'ENOTCONN', 110: 'ETIMEDOUT',
  111: 'ECONNREFUSED', 125: 'ECANCELED',
});

/** @param {number} errno */
export function errnoName(errno) {
  return NAMES[errno] ?? `errno ${errno}`;
}
