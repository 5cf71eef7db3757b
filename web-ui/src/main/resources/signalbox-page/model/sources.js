// @ts-check

/**
 * A text that workers play: the scenario, or a Java file.
 *
 * @typedef {{file: string, text: string, isScenario: boolean, workers: number[]}} Source
 */

/** The texts of a run, the scenario first. @param {any} info RunInfo @returns {Source[]} */
export function sourcesOf(info) {
  const scenario = { file: info.scenario?.file ?? '', text: info.scenario?.source ?? '', isScenario: true, workers: /** @type {number[]} */ ([]) };
  const files = new Map();
  (info.workers ?? []).forEach(({ source }, /** @type {number} */ worker) => {
    if (!source) {
      scenario.workers.push(worker);
      return;
    }
    const known = files.get(source.file) ?? { file: source.file, text: source.text, isScenario: false, workers: [] };
    known.workers.push(worker);
    files.set(source.file, known);
  });
  return [scenario, ...files.values()];
}

/**
 * The text of the worker at hand: of the lane that was chosen, else of who made the step.
 * @param {Source[]} sources @param {string | null} lane @param {import('model/actors.js').Actor | undefined} actor
 */
export function sourceAtHand(sources, lane, actor) {
  const chosen = lane !== null && lane[0] === 'w' ? Number(lane.slice(1).split('.')[0]) : actor?.worker;
  return sources.find((s) => chosen !== undefined && s.workers.includes(chosen)) ?? sources[0];
}
