// The environment of a person's shell. A desktop app is started without it: credential plugins live on its PATH, and
// proxies are named in it.
import { spawn } from 'node:child_process';
import { posix } from 'node:path';
import { learnEnvironment } from '../log/environment-secrets.ts';
import { PROXY_VARIABLES } from './proxy-of.ts';

/** What decides whether the shell is asked. */
export interface LoginEnvironmentOptions {
  readonly environment: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  /** Whether this process was started in a terminal: its environment is the shell's then. */
  readonly isInTerminal: boolean;
  /** Whether the shell's proxies count: for an app of the desktop. A command has those of whoever started it. */
  readonly takesProxies: boolean;
  /** Default 5 s. */
  readonly limitMs?: number;
}

const MARK = '__environment__';
const LIMIT_MS = 5_000;
const MOST_OUTPUT = 1 << 20;

/**
 * This process's environment with what the person's login shell adds: its PATH before our own, and its proxies where
 * nothing is said of proxies here. Asked once, when it is first wanted; ours alone where the shell does not tell.
 */
export function loginEnvironment(options: LoginEnvironmentOptions): () => Promise<NodeJS.ProcessEnv> {
  let known: Promise<NodeJS.ProcessEnv> | undefined;
  return () => {
    known ??= read(options);
    return known;
  };
}

async function read(options: LoginEnvironmentOptions): Promise<NodeJS.ProcessEnv> {
  const { environment, platform, isInTerminal, takesProxies, limitMs = LIMIT_MS } = options;
  const shell = environment.SHELL;
  if (platform === 'win32' || isInTerminal || !shell) return environment;
  const told = await askShell(shell, environment, limitMs);
  learnEnvironment(told);
  return {
    ...environment,
    ...(takesProxies ? proxiesOf(told, environment) : {}),
    PATH: joinPaths(told.PATH, environment.PATH),
  };
}

/** All of the shell's or none: a NO_PROXY of one source does not fit the proxy of another. */
function proxiesOf(told: NodeJS.ProcessEnv, own: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const names = PROXY_VARIABLES.flatMap((name) => [name, name.toLowerCase()]);
  if (names.some((name) => own[name])) return {};
  return Object.fromEntries(names.flatMap((name) => (told[name] ? [[name, told[name]]] : [])));
}

function joinPaths(...paths: readonly (string | undefined)[]): string {
  const folders = paths.flatMap((path) => (path ?? '').split(posix.delimiter)).filter((folder) => folder !== '');
  return [...new Set(folders)].join(posix.delimiter);
}

function askShell(shell: string, environment: NodeJS.ProcessEnv, limitMs: number): Promise<NodeJS.ProcessEnv> {
  // Interactive and login: zsh users set PATH in .zshrc, bash users in .profile. Marks, because start-up files print greetings.
  const script = `printf '${MARK}'; env -0 2>/dev/null || env; printf '${MARK}'`;
  return new Promise((answer) => {
    // A session of its own: an interactive shell would stop itself, or us, over a terminal that it is not to have.
    const child = spawn(shell, ['-ilc', script], {
      env: environment,
      detached: true,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let output = '';
    const timer = setTimeout(() => {
      // An interactive shell ignores SIGTERM, and what its files started holds our pipe.
      try {
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      } catch {
        // It is gone.
      }
      tell();
    }, limitMs);
    const tell = (): void => {
      child.stdout.destroy();
      answer(variablesIn(output));
    };
    const stop = (): void => {
      clearTimeout(timer);
      tell();
    };
    child.once('error', stop);
    child.once('exit', () => clearTimeout(timer));
    child.once('close', stop);
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
      // What it starts may outlive it and hold the pipe: its answer is whole before.
      if (output.length > MOST_OUTPUT || output.split(MARK).length > 2) tell();
    });
  });
}

function variablesIn(output: string): NodeJS.ProcessEnv {
  const [, told = ''] = output.split(MARK);
  const separator = told.includes('\0') ? '\0' : '\n';
  return Object.fromEntries(
    told.split(separator).flatMap((pair) => {
      const at = pair.indexOf('=');
      return at > 0 ? [[pair.slice(0, at), pair.slice(at + 1)]] : [];
    }),
  );
}
