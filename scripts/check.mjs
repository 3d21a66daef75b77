// `npm run check`: types, lint, dead code, lock file, dashboards, size. Old syntax, so that an old Node gets a sentence.
import './node-version.mjs';

void import('./commands/check.mjs');
