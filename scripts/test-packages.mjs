// `npm run test:packages`: what electron-builder makes, installed and started. Old syntax, so that an old Node gets a sentence.
import './node-version.mjs';

void import('./commands/test-packages.mjs');
