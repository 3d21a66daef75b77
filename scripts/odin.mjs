// `npm run odin -- …`: the command line program. Old syntax, so that an old Node gets a sentence.
import './node-version.mjs';

void import('./commands/odin.mjs');
