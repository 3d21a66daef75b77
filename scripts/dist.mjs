// `npm run dist`: the packages for this system. Old syntax, so that an old Node gets a sentence.
import './node-version.mjs';

void import('./commands/dist.mjs');
