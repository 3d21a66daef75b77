// The invocation that every command gets, and its way to the cluster.
import { AppError } from '../../shared/errors.ts';
import type { ClusterContext } from '../../shared/model/cluster.ts';
import { DEMO_CONTEXT_ID } from '../../shared/model/demo-context.ts';
import { assetsDir } from '../assets.ts';
import type { Log } from '../log/log.ts';
import { stateDir } from '../paths.ts';
import { openApprovals } from '../session/approval-ledger.ts';
import { Contexts } from '../session/contexts.ts';
import { openPortMemory } from '../session/port-memory.ts';
import { Session } from '../session/session.ts';
import { type SessionListener, SILENT } from '../session/session-listener.ts';
import type { Console } from './console.ts';
import type { FormatOptions } from './output-format.ts';

/** The options before the command. */
export interface GlobalOptions extends FormatOptions {
  readonly context?: string;
  readonly kubeconfig?: string;
  readonly demo?: boolean;
}

/** One run of `odin`. `signal` aborts on Ctrl+C. */
export interface Invocation {
  readonly options: GlobalOptions;
  readonly console: Console;
  readonly signal: AbortSignal;
  /** Default: nothing is written down. */
  readonly log?: Log;
}

/** What a command may listen to while it uses a session. */
export type SessionHooks = Partial<
  Pick<SessionListener, 'onOperation' | 'onForwards' | 'onOverview' | 'onVerdict' | 'onStack'>
>;

/** The contexts that this invocation can see. */
export function openContexts({ options, console, log }: Invocation): Contexts {
  const environment =
    options.kubeconfig === undefined ? process.env : { ...process.env, KUBECONFIG: options.kubeconfig };
  const machine = {
    environment,
    platform: process.platform,
    startedAs: 'command',
    isInteractive: process.stdin.isTTY === true,
    isInTerminal: [process.stdin, process.stdout, process.stderr].some(({ isTTY }) => isTTY === true),
  } as const;
  return new Contexts(machine, stateDir(process.env, process.platform), (sentence, cause) => {
    log?.error('demo', sentence, { error: cause });
    console.say(sentence);
  });
}

/** Connects to the chosen cluster, runs `use` with its session, and ends it, whatever happens. */
export async function withSession<T>(
  invocation: Invocation,
  use: (session: Session) => Promise<T>,
  hooks: SessionHooks = {},
): Promise<T> {
  const contexts = openContexts(invocation);
  try {
    const context = choose(contexts, invocation.options);
    invocation.log?.info('cluster', `context ${context.name} chosen`);
    const client = await contexts.connect(context, { listener: heardBy(invocation.console) });
    const state = stateDir(process.env, process.platform);
    const session = new Session({
      context,
      client,
      assetsDir: assetsDir(),
      ports: openPortMemory(state, invocation.log),
      approvals: openApprovals(state, invocation.log),
      listener: { ...SILENT, ...hooks },
      ...(invocation.log === undefined ? {} : { log: invocation.log }),
    });
    try {
      return await use(session);
    } finally {
      await session.dispose();
    }
  } finally {
    await contexts.dispose();
  }
}

/** What a plugin says is what a person waits for, with --json too. */
function heardBy({ tell }: Console) {
  return { onBegin: () => {}, onSaid: (_command: string, line: string) => tell(line), onEnd: () => {} };
}

/** `--demo`, `--context`, else the current context, as kubectl would. */
function choose(contexts: Contexts, options: GlobalOptions): ClusterContext {
  if (options.demo === true) return contexts.get(DEMO_CONTEXT_ID);
  const { contexts: all, files } = contexts.list();
  const own = all.filter((context) => context.kind === 'kubeconfig');
  const inFile = options.kubeconfig === undefined ? own : own.filter(({ file }) => file === files[0]?.path);
  if (options.context !== undefined) return named(options.context, inFile);
  const current = inFile.find(({ isCurrent }) => isCurrent);
  if (current !== undefined) return current;
  const problem = files.find((file) => file.problem !== undefined);
  if (problem?.problem !== undefined) {
    throw new AppError('badInput', problem.problem, problem.remedy === undefined ? {} : { remedy: problem.remedy });
  }
  const known = inFile.length === 0 ? 'There is no kubeconfig context here' : 'No kubeconfig has a current-context';
  throw new AppError('badInput', `${known}; name one with --context, or look around with --demo.`);
}

function named(name: string, contexts: readonly ClusterContext[]): ClusterContext {
  const matches = contexts.filter((context) => context.id === name || context.name === name);
  const [match] = matches;
  if (match === undefined) {
    throw new AppError('badInput', `There is no context named ${name}; see \`odin contexts\`.`);
  }
  if (matches.length > 1) {
    const ids = matches.map(({ id }) => id).join(', ');
    throw new AppError('badInput', `More than one file has a context named ${name}: use one of ${ids}.`);
  }
  return match;
}
