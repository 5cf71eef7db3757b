// @ts-check
import { el } from 'view/dom.js';

const SCENARIO = /(#.*$)|("(?:[^"\\]|\\.)*"|'[^']*')|(^\s*(?:- )?[A-Za-z_][\w-]*(?=:))|(\b[a-z_]\w*(?=\())|(\b\d[\d.]*\b)/gm;
const JAVA = /(\/\/.*$|^\s*\/?\*.*$|\/\*.*?\*\/)|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)')|(\b(?:abstract|boolean|break|byte|case|catch|char|class|continue|do|else|extends|final|finally|for|if|implements|import|int|interface|long|new|null|package|private|protected|public|record|return|static|switch|this|throw|throws|try|var|void|while)\b)|(\b[a-z]\w*(?=\())|(\b\d[\d_]*\b)/gm;
const CLASSES = ['c', 's', 'k', 'r', 'n'];

/** A line of source in colours. @param {string} line @param {boolean} isScenario else it is Java */
export function codeLine(line, isScenario) {
  const parts = [];
  let done = 0;
  for (const found of line.matchAll(isScenario ? SCENARIO : JAVA)) {
    const kind = CLASSES[found.slice(1).findIndex((group) => group !== undefined)];
    parts.push(line.slice(done, found.index), el('span', { class: kind }, found[0]));
    done = (found.index ?? 0) + found[0].length;
  }
  return [...parts, line.slice(done)];
}
