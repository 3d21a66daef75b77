// `.ci/run`: all that a submission must pass. Old syntax, so that an old Node gets a sentence.
import './node-version.mjs';

void import('./commands/ci.mjs');
