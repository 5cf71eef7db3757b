// @ts-check

/**
 * One or two letters for each worker, all different.
 * @param {{name: string}[]} workers
 */
export function badgesOf(workers) {
  const letters = workers.map(({ name }) => (name[0] ?? '?').toUpperCase());
  const counts = new Map();
  for (const letter of letters) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  const used = new Map();
  return letters.map((letter, i) => {
    if (counts.get(letter) === 1) return letter;
    const digits = /(\d{1,2})$/.exec(workers[i].name)?.[1];
    const nth = (used.get(letter) ?? 0) + 1;
    used.set(letter, nth);
    return `${letter}${digits ?? nth}`;
  });
}
