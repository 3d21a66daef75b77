// `npm run pictures`: draws the pictures of the README. Old syntax, so that an old Node gets a sentence.
import './node-version.mjs';

void import('./commands/pictures.mjs');
