// The few commands that a demo shell knows, said as busybox says them. Nothing runs: they tell of the pod's own object.
import { type JsonObject, listAt, stringAt, valueAt } from '../store/json.ts';

/** What a command can ask for. */
export interface Surroundings {
  readonly pod: JsonObject;
  readonly container: JsonObject;
  readonly size: { readonly columns: number; readonly rows: number };
  /** Of the command before. */
  readonly lastCode: number;
}

/** What it printed, its lines ended, and its exit code. */
export interface Outcome {
  readonly text: string;
  readonly code: number;
}

const said = (...lines: readonly string[]): Outcome => ({ text: lines.map((line) => `${line}\n`).join(''), code: 0 });

const FOLDERS = ['bin', 'dev', 'etc', 'home', 'lib', 'proc', 'root', 'sys', 'tmp', 'usr', 'var'];

const COMMANDS: Readonly<Record<string, (words: readonly string[], at: Surroundings) => Outcome>> = {
  ':': () => said(),
  echo: (words) => said(words.join(' ')),
  env: (_words, at) => said(...Object.entries(variablesOf(at)).map(([name, value]) => `${name}=${value}`)),
  false: () => ({ text: '', code: 1 }),
  help: () =>
    said(
      'This is the demo cluster: no program of the container runs here.',
      `Commands: ${Object.keys(COMMANDS).sort().join(' ')} exit`,
    ),
  hostname: (_words, { pod }) => said(stringAt(pod, 'metadata.name')),
  id: () => said('uid=0(root) gid=0(root) groups=0(root)'),
  ls: ([path = '/'], at) => listed(path, at),
  ps: (_words, { container }) =>
    said(
      'PID   USER     TIME  COMMAND',
      `    1 root      0:00 ${programOf(container)}`,
      '   17 root      0:00 /bin/sh',
      '   23 root      0:00 ps',
    ),
  pwd: () => said('/'),
  stty: ([what], { size }) =>
    what === 'size'
      ? said(`${size.rows} ${size.columns}`)
      : said(`speed 38400 baud; rows ${size.rows}; columns ${size.columns}; line = 0;`),
  true: () => said(),
  uname: (words) => said(words.includes('-a') ? 'Linux razer-blade 6.14.0-37-generic x86_64 GNU/Linux' : 'Linux'),
  whoami: () => said('root'),
};

/** Runs one line of words; `exit` is the shell's own. */
export function runCommand(line: string, at: Surroundings): Outcome {
  const [name = '', ...words] = wordsOf(line, at);
  if (name === '') return { text: '', code: at.lastCode };
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  return command === undefined ? { text: `/bin/sh: ${name}: not found\n`, code: 127 } : command(words, at);
}

/** Words with quotes taken off and variables put in; nothing in single quotes is. */
function wordsOf(line: string, at: Surroundings): string[] {
  const known = variablesOf(at);
  const filled = (text: string) =>
    text.replaceAll(/\$(\?|\w+|\{\w+\})/g, (_whole, name: string) =>
      name === '?' ? String(at.lastCode) : (known[name.replaceAll(/[{}]/g, '')] ?? ''),
    );
  return [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, plain]) => single ?? filled(double ?? plain ?? ''),
  );
}

function variablesOf({ pod, container }: Surroundings): Readonly<Record<string, string>> {
  const own = listAt(container, 'env').flatMap((one) => {
    const value = valueAt(one, 'value');
    return typeof value === 'string' ? [[stringAt(one, 'name'), value] as const] : [];
  });
  return {
    HOME: '/root',
    HOSTNAME: stringAt(pod, 'metadata.name'),
    KUBERNETES_SERVICE_HOST: '10.43.0.1',
    KUBERNETES_SERVICE_PORT: '443',
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    TERM: 'xterm-256color',
    ...Object.fromEntries(own),
  };
}

function listed(path: string, { container }: Surroundings): Outcome {
  const mounts = listAt(container, 'volumeMounts').map((mount) => stringAt(mount, 'mountPath'));
  if (path === '/') {
    const first = mounts.map((mount) => mount.split('/')[1] ?? '').filter((name) => name !== '');
    return said(...[...new Set([...FOLDERS, ...first])].sort());
  }
  const folder = path.replace(/\/$/, '');
  const below = mounts
    .filter((mount) => mount.startsWith(`${folder}/`))
    .map((mount) => mount.slice(folder.length + 1).split('/')[0] ?? '');
  const isThere = below.length > 0 || mounts.includes(folder) || FOLDERS.includes(folder.slice(1));
  if (!isThere) return { text: `ls: ${path}: No such file or directory\n`, code: 1 };
  return said(...[...new Set(below)].sort());
}

function programOf(container: JsonObject): string {
  const words = [...listAt(container, 'command'), ...listAt(container, 'args')].map(String);
  const image = stringAt(container, 'image').split(':')[0]?.split('/').at(-1) ?? '';
  return words.length > 0 ? words.join(' ').slice(0, 60) : `/bin/${image}`;
}
