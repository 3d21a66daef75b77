// `npm run stack-version`: begins and releases a version of the stack. Old syntax, so that an old Node gets a sentence.
import './node-version.mjs';

void import('./commands/stack-version.mjs');
