// @ts-check

/**
 * The command line of a native worker: as RunInfo tells it, else as the scenario's text has it.
 * @param {any} info RunInfo @param {number} worker
 */
export function programOf(info, worker) {
  const { program, family, name } = info.workers[worker];
  if (program) return Array.isArray(program) ? program.join(' ') : String(program);
  const lines = (info.scenario?.source ?? '').split('\n');
  const at = lines.findIndex((/** @type {string} */ line) => new RegExp(`^\\s+["']?${escape(family ?? name)}["']?\\s*:`).test(line));
  if (at < 0) return '';
  const depth = indent(lines[at]);
  for (let i = at; i < lines.length && (i === at || indent(lines[i]) > depth || lines[i].trim() === ''); i++) {
    const found = /\bexec:\s*\[(.*)\]/.exec(lines[i]);
    if (found !== null) return found[1].split(',').map((/** @type {string} */ part) => part.trim().replace(/^(["'])(.*)\1$/, '$2')).join(' ');
  }
  return '';
}

/** @param {string} line */
function indent(line) {
  return line.length - line.trimStart().length;
}

/** @param {string} text */
function escape(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
