// @ts-check

/** @type {{name: string, body: () => void}[]} */
const tests = [];

/** @param {string} name @param {() => void} body */
export function test(name, body) {
  tests.push({ name, body });
}

/** @param {unknown} expected @param {unknown} actual @param {string} [what] */
export function same(expected, actual, what = '') {
  const [e, a] = [JSON.stringify(expected), JSON.stringify(actual)];
  if (e !== a) throw new Error(`${what} expected ${e} but was ${a}`);
}

/** @param {boolean} truth @param {string} what */
export function holds(truth, what) {
  if (!truth) throw new Error(what);
}

/** Numbers that look random and are the same each time. @param {number} seed */
export function dice(seed) {
  let state = seed;
  return (/** @type {number} */ bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * bound);
  };
}

export function runAll() {
  return tests.map(({ name, body }) => {
    try {
      body();
      return { name, failure: '' };
    } catch (error) {
      return { name, failure: String(/** @type {any} */ (error).stack ?? error) };
    }
  });
}
