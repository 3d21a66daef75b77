// `npm start`: opens the window. Old syntax, so that an old Node gets a sentence.
import './node-version.mjs';

void import('./commands/start.mjs');
