// @ts-check

/**
 * One or two letters for each worker, all different.
 * @param {{name: string}[]} workers
 */
export function badgesOf(workers) {
  const letters = workers.map(({ name }) => (name[0] ?? '?').toUpperCase());
  const used = new Set();
  const own = letters.map((letter, i) => {
    if (letters.filter((l) => l === letter).length === 1) return letter;
    // A number that the name has itself goes first: child[2] is C2.
    const digits = /(\d{1,2})\]?$/.exec(workers[i].name)?.[1];
    if (digits === undefined || used.has(letter + digits)) return '';
    used.add(letter + digits);
    return letter + digits;
  });
  return own.map((badge, i) => {
    if (badge !== '') return badge;
    let nth = 1;
    while (used.has(`${letters[i]}${nth}`)) nth++;
    used.add(`${letters[i]}${nth}`);
    return `${letters[i]}${nth}`;
  });
}
