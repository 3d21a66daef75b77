// Makes `electron [switches] [-r module]… <app folder | main file>` work: Electron's own default app, as far as it is needed here.
// @ts-nocheck: the methods that only a default app needs are not in Electron's types.
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const require = createRequire(resolve('default-app.js'));
const args = process.argv.slice(1);
process.defaultApp = true;
try {
  while (args[0]?.startsWith('-')) {
    const option = args.shift();
    if (option === '-v' || option === '--version') {
      console.log(`v${process.versions.electron}`);
      process.exit(0);
    }
    // Playwright's loader comes this way.
    if (option === '-r' || option === '--require') require(resolve(args.shift() ?? ''));
  }
  if (args[0] === undefined) throw new Error('usage: electron [switches] <app folder | main file> [arguments]');
  const target = resolve(args[0]);
  const isFolder = statSync(target).isDirectory();
  const manifest = isFolder ? JSON.parse(readFileSync(join(target, 'package.json'), 'utf8')) : {};
  if (manifest.productName ?? manifest.name) app.setName(manifest.productName ?? manifest.name);
  if (manifest.version) app.setVersion(manifest.version);
  app.setDesktopName(manifest.desktopName ?? `${app.name}.desktop`);
  app.setAppPath(isFolder ? target : dirname(target));
  const main = isFolder ? join(target, manifest.main ?? 'index.js') : target;
  await import(pathToFileURL(require.resolve(main)).href);
} catch (error) {
  console.error('The app threw an error while it was loaded:', error);
  process.exit(1);
}
