// A notification service on a test's desktop, and hands to read and click what it shows: dunst, which is none of ours.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from 'playwright/test';
import { ensurePrograms } from '../../scripts/setup/apt.mjs';

type Environment = NodeJS.ProcessEnv;

/** Why there can be none on this machine, undefined where there can; as root on Debian it installs what is missing. */
export async function whyNoNotificationService(): Promise<string | undefined> {
  try {
    await ensurePrograms({ dunst: 'dunst', gdbus: 'libglib2.0-bin' }, 'The notification test');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** A running service. */
export class NotificationService {
  readonly #process: ChildProcess;
  readonly #env: Environment;
  #printed = '';

  private constructor(process: ChildProcess, env: Environment) {
    this.#process = process;
    this.#env = env;
    process.stdout?.on('data', (chunk: Buffer) => {
      this.#printed += chunk.toString();
    });
  }

  /** Starts it on the desktop of `env`, and waits until it answers. */
  static async start(env: Environment): Promise<NotificationService> {
    const all = { ...process.env, ...env };
    const service = new NotificationService(
      spawn('dunst', ['-print', '-conf', '/dev/null'], { env: all, stdio: ['ignore', 'pipe', 'ignore'] }),
      all,
    );
    await expect.poll(() => service.count()).toBe(0);
    return service;
  }

  /** How many notifications stand; undefined while it does not answer. */
  async count(): Promise<number | undefined> {
    const answer = await this.#call('org.freedesktop.DBus.Properties.Get', 'org.dunstproject.cmd0', 'displayedLength');
    const [, count] = /uint32 (\d+)/.exec(answer) ?? [];
    return count === undefined ? undefined : Number(count);
  }

  /** Clicks the one on top, which puts it away. */
  async click(): Promise<void> {
    await this.#call('org.dunstproject.cmd0.NotificationAction', '0');
  }

  /** All that it was asked to show, in its own words. */
  get printed(): string {
    return this.#printed;
  }

  stop(): void {
    this.#process.kill();
  }

  async #call(method: string, ...args: string[]): Promise<string> {
    const target = ['-d', 'org.freedesktop.Notifications', '-o', '/org/freedesktop/Notifications'];
    const command = ['call', '--session', '--timeout', '5', ...target, '-m', method, ...args];
    const answer = promisify(execFile)('gdbus', command, { env: this.#env });
    return answer.then(({ stdout }) => stdout).catch((error: unknown) => String(error));
  }
}
