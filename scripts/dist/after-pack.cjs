// electron-builder's hook after the app's files are laid out: takes away what only a development Electron needs.
const { rmSync } = require('node:fs');
const { join } = require('node:path');

/** @param {{ appOutDir: string }} context */
exports.default = async ({ appOutDir }) => {
  for (const name of ['resources/default_app.asar', 'version']) rmSync(join(appOutDir, name), { force: true });
};
