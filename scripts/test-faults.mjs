// `npm run test:faults`: every API call of a release's changes, broken in every way. Old syntax, so that an old Node gets a sentence.
import './node-version.mjs';

void import('./commands/test-faults.mjs');
