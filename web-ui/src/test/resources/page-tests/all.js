// @ts-check
import 'test/columns.test.js';
import 'test/state.test.js';
import 'test/words.test.js';
import 'test/places.test.js';
import 'test/wire.test.js';
import 'test/holdings.test.js';
import 'test/children.test.js';
import 'test/calls.test.js';
import { runAll } from 'test/harness.js';

export const results = runAll;
