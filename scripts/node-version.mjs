// Ends with a sentence on a Node that is too old. Old syntax on purpose: an old Node must be able to read this file.
import { readFileSync } from 'node:fs';

var manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
var oldest = manifest.engines.node.replace(/[^0-9.]/g, '');

if (rank(process.versions.node) < rank(oldest)) {
  console.error(
    manifest.productName +
      ' needs Node ' +
      oldest +
      ' or newer; this is ' +
      process.version +
      ' (' +
      process.execPath +
      '). Get a newer one from https://nodejs.org or with a version manager, such as: nvm install 24',
  );
  process.exit(1);
}

/** @param {string} version "major.minor…" as one number that sorts */
function rank(version) {
  var parts = version.split('.');
  return Number(parts[0]) * 1000 + Number(parts[1]);
}
