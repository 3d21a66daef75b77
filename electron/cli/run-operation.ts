// Runs a confirmed plan with live progress: redrawn in place on a terminal, one line per change when piped.
import { HEALTH_WORDS } from '../../shared/model/health-words.ts';
import { formatRef, refKey } from '../../shared/model/object.ts';
import type { ObjectProgress, Operation } from '../../shared/model/operation.ts';
import type { Plan } from '../../shared/model/plan.ts';
import { STACK_RELEASE } from '../../shared/model/stack.ts';
import type { Session } from '../session/session.ts';
import type { Console } from './console.ts';
import { EXIT, exitCodeOf } from './exit-code.ts';
import type { GlobalOptions, Invocation } from './invocation.ts';
import { type Line, plain, type Span, toned } from './tone.ts';
import { HEALTH_TONES } from './tones.ts';

/** Draws an operation's progress on a console. */
export function progressOn(console: Console): (operation: Operation | null) => void {
  const said = new Map<string, string>();
  return (operation) => {
    if (operation === null) return;
    const unfinished = operation.objects.filter((object) => object.step !== 'waiting' && !isCurrent(object));
    console.progress([phaseLine(operation), ...unfinished.map((object): Line => ['  ', ...sentence(object)])]);
    if (process.stderr.isTTY === true) return;
    for (const object of operation.objects) {
      const line = sentence(object);
      const text = plain(line);
      if (object.step === 'waiting' || isSilent(object) || said.get(refKey(object.ref)) === text) continue;
      said.set(refKey(object.ref), text);
      console.say(line);
    }
  };
}

/** Applies a plan that was confirmed; Ctrl+C cancels it. Gives the exit status and says how it ended. */
export async function runOperation(invocation: Invocation, session: Session, plan: Plan): Promise<number> {
  const { console, signal, options } = invocation;
  const running = session.operations.run(plan.hash);
  const cancel = () => {
    const current = session.operations.current;
    if (current !== null) session.operations.cancel(current.id);
  };
  signal.addEventListener('abort', cancel, { once: true });
  try {
    const operation = await running;
    console.result(operation, outcome(operation, options));
    if (operation.phase === 'succeeded') return EXIT.ok;
    if (operation.phase === 'cancelled') return EXIT.cancelled;
    return operation.errorCode === undefined ? EXIT.unhealthy : exitCodeOf(operation.errorCode);
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

/** How it ended, and what to do now. */
export function outcome(operation: Operation, options: GlobalOptions): Line[] {
  const seconds = (((operation.endedAt ?? Date.now()) - operation.startedAt) / 1000).toFixed(1);
  const what = `${nameOf(operation)} ${operation.release} ${operation.version}`;
  if (operation.phase === 'succeeded') {
    const { warnings = [], nextSteps = [] } = operation;
    return [
      [`${what}: `, toned('ok', 'done'), ` in ${seconds} s.`],
      ...warnings.map((sentence): Line => [toned('warn', 'warning'), `: ${sentence}`]),
      ...nextSteps.map((sentence) => `next: ${sentence}`),
      ...(hasGrafana(operation) ? [`Open Grafana: odin ${sameCluster(options)}open grafana`] : []),
    ];
  }
  return [
    [
      `${what}: `,
      toned(operation.phase === 'failed' ? 'bad' : 'none', operation.phase),
      ` after ${seconds} s${operation.error === undefined ? '.' : `: ${operation.error}`}`,
    ],
    ...(operation.mayGoBackTo === undefined ? [] : [`next: ${wayBackOf(operation, operation.mayGoBackTo, options)}`]),
  ];
}

/** The command that goes back, once what stood in the way is mended. */
function wayBackOf({ release, namespace }: Operation, revision: number, options: GlobalOptions): string {
  return `mend that, then run: odin ${sameCluster(options)}rollback ${release} ${revision} --namespace ${namespace}`;
}

/** As it is called on the command line; an install of what is there is an upgrade. */
function nameOf({ verb, want = 'install' }: Operation): string {
  if (want === 'putBack') return 'put back';
  return want === 'install' ? verb : want;
}

function phaseLine(operation: Operation): string {
  const done = operation.objects.filter(isCurrent).length;
  return `${operation.phase}: ${done} of ${operation.objects.length} objects`;
}

/** What was left out, and what was well before and is. */
function isSilent(object: ObjectProgress): boolean {
  return object.op === 'skipped' || (object.op === 'unchanged' && isCurrent(object));
}

function isCurrent(object: ObjectProgress): boolean {
  return object.health?.state === 'Current' || (object.step === 'applied' && object.health === undefined);
}

function sentence({ ref, op, step, health }: ObjectProgress): Span[] {
  const subject = `${formatRef(ref)} ${op}, `;
  if (health === undefined) return [subject, step];
  return [subject, toned(HEALTH_TONES[health.state], HEALTH_WORDS[health.state]), `: ${health.reason}`];
}

/** Whether it left the stack's Grafana in the cluster, which `odin open` leads to. */
function hasGrafana({ verb, release, objects }: Operation): boolean {
  if (verb === 'uninstall' || release !== STACK_RELEASE) return false;
  return objects.some(({ ref, op }) => ref.kind === 'Service' && ref.name === 'grafana' && op !== 'deleted');
}

/** The options that lead to the same cluster. */
function sameCluster({ context, kubeconfig, demo }: GlobalOptions): string {
  if (demo === true) return '--demo ';
  const words = [
    ...(kubeconfig === undefined ? [] : ['--kubeconfig', kubeconfig]),
    ...(context === undefined ? [] : ['--context', context]),
  ];
  return words
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? `${word} ` : `'${word.replaceAll("'", "'\\''")}' `))
    .join('');
}
