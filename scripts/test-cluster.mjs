// `npm run test:cluster`: the app and `odin` on a real cluster. Old syntax, so that an old Node gets a sentence.
import './node-version.mjs';

void import('./commands/test-cluster.mjs');
