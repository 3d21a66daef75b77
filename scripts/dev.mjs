// `npm run dev`: the window with hot reload. Old syntax, so that an old Node gets a sentence.
import './node-version.mjs';

void import('./commands/dev.mjs');
