// `npm run dist`: the packages for this system, in release/; further arguments go to electron-builder (`-- --linux deb`).
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure, ROOT, run, runCommand } from '../command.mjs';
import { writeShellFiles } from '../dist/shell-files.mjs';
import { testTools } from '../dist/test-tools.mjs';
import { thirdPartyLicenses } from '../dist/third-party-licenses.mjs';
import { findElectron } from '../find-electron.mjs';
import { bootstrap } from '../setup/bootstrap.mjs';
import { buildWhenStale } from '../setup/build.mjs';

await runCommand(async (args) => {
  await bootstrap();
  const electron = await findElectron();
  const isTrial = electron.isOld && process.env.ODIN_DIST_ALLOW_OLD_RUNTIME === '1';
  if (electron.isOld && !isTrial) {
    throw new Failure(
      `${electron.source}. An old runtime is not shipped: run this where Electron's releases can be downloaded, or, to try the packaging alone, set ODIN_DIST_ALLOW_OLD_RUNTIME=1.`,
    );
  }
  console.error(`Electron: ${electron.source}`);
  await buildWhenStale();
  writeFileSync(join(ROOT, 'dist', 'third-party-licenses.txt'), thirdPartyLicenses(join(ROOT, 'dist')));
  writeShellFiles(join(ROOT, 'dist', 'main', 'cli.js'), join(ROOT, 'dist', 'linux'));
  const tools = mkdtempSync(join(tmpdir(), 'odin-dist-tools-'));
  try {
    const env = isTrial ? { ...process.env, ...(await testTools(tools)) } : process.env;
    return await run(
      process.execPath,
      [join(ROOT, 'node_modules', 'electron-builder', 'cli.js'), ...runtime(electron), ...args],
      { env },
    );
  } finally {
    rmSync(tools, { recursive: true, force: true });
  }
});

/** @param {import('../find-electron.mjs').FoundElectron} electron */
function runtime({ folder, version }) {
  const known = version ?? readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '');
  return [`-c.electronDist=${folder}`, `-c.electronVersion=${known}`];
}
