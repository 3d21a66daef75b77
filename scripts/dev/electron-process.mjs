// Electron, started again at will: its end counts only when nobody asked for it.
import { spawn } from 'node:child_process';

/** It may ask before it interrupts a change of a cluster, and then has to be ended. */
const PATIENCE_MS = 6_000;

export class ElectronProcess {
  #command;
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #child;
  /** Whether its end is ours. */
  #isEnding = false;
  /** @type {(code: number) => void} */
  #settle = () => {};

  /** @param {string} program @param {readonly string[]} args @param {NodeJS.ProcessEnv} env */
  constructor(program, args, env) {
    this.#command = { program, args, env };
    /** @type {Promise<number>} Resolves with its exit code when it ends by itself, as when its window is closed. */
    this.ended = new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  start() {
    const { program, args, env } = this.#command;
    const child = spawn(program, args, { env, stdio: 'inherit' });
    this.#child = child;
    this.#isEnding = false;
    child.once('error', (error) => {
      console.error(`${program} could not be started: ${error.message}`);
      this.#settle(1);
    });
    child.once('exit', (code) => {
      if (child === this.#child && !this.#isEnding) this.#settle(code ?? 1);
    });
  }

  /** Ends it, as when its window is closed; resolves when it has ended. */
  async stop() {
    const child = this.#child;
    this.#isEnding = true;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill();
    const force = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
    await ended;
    clearTimeout(force);
  }

  async restart() {
    await this.stop();
    this.start();
  }
}
