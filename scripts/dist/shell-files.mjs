// The manual page and the completions that deb and rpm install, written by the built `odin` itself.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { capture, Failure } from '../command.mjs';

/** By the names that shells look for, save bash's, which is given its own in the package. */
const COMPLETIONS = { 'odin.bash': 'bash', _odin: 'zsh', 'odin.fish': 'fish' };

/**
 * Writes them.
 * @param {string} cli the built program
 * @param {string} folder made anew
 * @throws {Failure} with what the program said, where it fails
 */
export function writeShellFiles(cli, folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  // Its log is not to go among the person's.
  const state = mkdtempSync(join(tmpdir(), 'odin-dist-state-'));
  const odin = (/** @type {string[]} */ ...args) => said(cli, args, { ...process.env, ODIN_STATE_DIR: state });
  try {
    // Without a time in it, so that the same sources make the same bytes.
    writeFileSync(join(folder, 'odin.1.gz'), gzipSync(odin('manual'), { level: 9 }));
    for (const [name, shell] of Object.entries(COMPLETIONS))
      writeFileSync(join(folder, name), odin('completion', shell));
  } finally {
    rmSync(state, { recursive: true, force: true });
  }
}

/** @param {string} cli @param {string[]} args @param {NodeJS.ProcessEnv} env */
function said(cli, args, env) {
  const { ok, stdout, output } = capture(process.execPath, [cli, ...args], { env });
  if (!ok) throw new Failure(`odin ${args.join(' ')} failed: ${output.trim()}`);
  return stdout;
}
