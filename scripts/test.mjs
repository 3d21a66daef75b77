// `npm test`: everything that needs no real cluster. Old syntax, so that an old Node gets a sentence.
import './node-version.mjs';

void import('./commands/test.mjs');
