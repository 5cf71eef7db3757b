// @ts-check

/** Prose as it is meant: line ends are spaces, an empty line parts paragraphs. @param {string} text */
export function paragraphs(text) {
  return text.split(/\n\s*\n/).map((part) => part.replace(/\s+/g, ' ').trim()).filter((part) => part !== '');
}

/** The lines, from 0, that say how the run should end: `expect:` up to the next key. @param {string} source */
export function expectLines(source) {
  const found = new Set();
  let within = false;
  source.split('\n').forEach((line, i) => {
    if (/^[^\s#-]/.test(line)) within = /^["']?expect["']?\s*:/.test(line);
    if (within) found.add(i);
  });
  return found;
}
