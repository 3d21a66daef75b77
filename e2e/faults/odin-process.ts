// `odin` as a process of its own, which can be killed as the kernel kills: by SIGKILL, in the middle of a request.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../dist/main/cli.js', import.meta.url));

export interface Ended {
  /** Null when it was killed. */
  readonly code: number | null;
  /** All that it printed. */
  readonly output: string;
}

/** A running `odin`. */
export interface OdinProcess {
  readonly ended: Promise<Ended>;
  kill(): void;
}

/** Starts it with a home of its own and the kubeconfig alone. */
export function startOdin(args: readonly string[], kubeconfig: string, home: string): OdinProcess {
  if (!existsSync(CLI)) throw new Error('dist/main/cli.js is not there: run `npx vite build --app` first.');
  const env = { ...process.env, KUBECONFIG: kubeconfig, HOME: home, ODIN_STATE_DIR: home };
  const child = spawn(process.execPath, [CLI, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  return { ended: endOf(child), kill: () => void child.kill('SIGKILL') };
}

async function endOf(child: ChildProcess): Promise<Ended> {
  const code = new Promise<number | null>((resolve, reject) => {
    child.once('close', resolve);
    child.once('error', reject);
  });
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error('odin was started without pipes');
  const [printed, said, status] = await Promise.all([text(stdout), text(stderr), code]);
  return { code: status, output: `${printed}${said}`.trim() };
}
