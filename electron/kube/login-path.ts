// The PATH of a person's shell. A desktop app is started without it, and credential plugins live on it.
import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, resolve } from 'node:path';

const MARK = '__path__';
const LIMIT_MS = 5_000;

let known: Promise<string> | undefined;

/** The login shell's PATH followed by this process's, asked once; this process's alone on Windows or when the shell fails. */
export function loginPath(environment: NodeJS.ProcessEnv = process.env): Promise<string> {
  known ??= askShell(environment).then((shells) => joinPaths(shells, environment.PATH ?? ''));
  return known;
}

/** The first file called `command` on `path` that may be run (an absolute one: itself); undefined if there is none. */
export async function findProgram(command: string, path: string): Promise<string | undefined> {
  const names = process.platform === 'win32' ? ['.exe', '.cmd', '.bat', ''].map((end) => command + end) : [command];
  for (const folder of path.split(delimiter)) {
    for (const name of names) {
      const candidate = resolve(folder, name);
      if (folder !== '' && (await isProgram(candidate))) return candidate;
    }
  }
  return undefined;
}

async function isProgram(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

function askShell(environment: NodeJS.ProcessEnv): Promise<string> {
  const shell = environment.SHELL;
  if (process.platform === 'win32' || shell === undefined) return Promise.resolve('');
  return new Promise((answer) => {
    // Interactive and login: zsh users set PATH in .zshrc, bash users in .profile. Marks, because start-up files print greetings.
    const script = `printf '${MARK}'; printenv PATH; printf '${MARK}'`;
    const child = execFile(shell, ['-ilc', script], { env: environment, timeout: LIMIT_MS }, (_error, stdout) =>
      answer(stdout.split(MARK)[1]?.trim() ?? ''),
    );
    child.stdin?.end();
  });
}

function joinPaths(...paths: readonly string[]): string {
  return [...new Set(paths.flatMap((path) => path.split(delimiter)).filter((folder) => folder !== ''))].join(delimiter);
}
