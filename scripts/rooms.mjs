// `npm run rooms`: prints the list of rooms into ARCHITECTURE.md. Old syntax, so that an old Node gets a sentence.
import './node-version.mjs';

void import('./commands/rooms.mjs');
