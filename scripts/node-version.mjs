// Ends with a sentence on a Node that is too old. Old syntax on purpose: an old Node must be able to read this file.
import { readFileSync } from 'fs';

var manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
var oldest = manifest.engines.node
  .replace(/[^\d.]/g, '')
  .split('.')
  .map(Number);
var current = process.versions.node.split('.').map(Number);

if (current[0] < oldest[0] || (current[0] === oldest[0] && current[1] < oldest[1])) {
  console.error(
    manifest.productName +
      ' needs Node ' +
      oldest.join('.') +
      ' or newer; this is ' +
      process.version +
      ' (' +
      process.execPath +
      '). Get a newer one from https://nodejs.org or with a version manager, such as `nvm install 24`.',
  );
  process.exit(1);
}
