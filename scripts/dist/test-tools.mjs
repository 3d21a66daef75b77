// Stand-ins for the tools that electron-builder downloads, for machines where it cannot: good for tests, not for shipping.
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { capture, ROOT } from '../command.mjs';
import { ensurePrograms } from '../setup/apt.mjs';

const PROGRAMS = {
  mksquashfs: 'squashfs-tools',
  'desktop-file-validate': 'desktop-file-utils',
  rpmbuild: 'rpm',
  'dpkg-deb': 'dpkg',
};
const RUNTIME_BYTES = 4096;

// What a real runtime does with FUSE, done with unsquashfs. The shell reads no further than its last line.
const RUNTIME = `#!/bin/sh
# Stand-in for the AppImage runtime: unpacks the file system behind these ${RUNTIME_BYTES} bytes, and runs it.
set -eu
if [ "\${1-}" = --appimage-extract ]; then exec unsquashfs -q -n -o ${RUNTIME_BYTES} -d squashfs-root "$0" >/dev/null; fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
unsquashfs -q -n -o ${RUNTIME_BYTES} -d "$folder/app" "$0" >/dev/null
status=0
APPIMAGE="$0" APPDIR="$folder/app" "$folder/app/AppRun" "$@" || status=$?
exit "$status"
`;

/**
 * Lays the stand-ins in `folder`.
 * @param {string} folder
 * @returns {Promise<NodeJS.ProcessEnv>} what tells electron-builder of them
 */
export async function testTools(folder) {
  await ensurePrograms(PROGRAMS, 'Packaging');
  const appImage = join(folder, 'appimage');
  mkdirSync(join(appImage, 'runtimes'), { recursive: true });
  mkdirSync(join(appImage, 'lib', 'x64'), { recursive: true });
  for (const name of ['mksquashfs', 'desktop-file-validate']) {
    symlinkSync(capture('sh', ['-c', `command -v ${name}`]).stdout.trim(), join(appImage, name));
  }
  writeFileSync(join(appImage, 'runtimes', 'runtime-x64'), RUNTIME.padEnd(RUNTIME_BYTES, '\n'));
  const fpm = join(ROOT, 'scripts', 'dist', 'fpm.cjs');
  chmodSync(fpm, 0o755);
  return { CUSTOM_FPM_PATH: fpm, APPIMAGE_TOOLS_PATH: appImage };
}
