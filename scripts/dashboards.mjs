// `npm run dashboards`: writes the stack's dashboards. Old syntax, so that an old Node gets a sentence.
import './node-version.mjs';

void import('./commands/dashboards.mjs');
