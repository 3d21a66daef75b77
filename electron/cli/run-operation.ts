// Runs a confirmed plan with live progress: redrawn in place on a terminal, one line per change when piped.
import { formatRef, refKey } from '../../shared/model/object.ts';
import type { ObjectProgress, Operation } from '../../shared/model/operation.ts';
import type { Plan } from '../../shared/model/plan.ts';
import type { Session } from '../session/session.ts';
import type { Console } from './console.ts';
import { EXIT, exitCodeOf } from './exit-code.ts';
import type { Invocation } from './invocation.ts';

/** Draws an operation's progress on a console. */
export function progressOn(console: Console): (operation: Operation | null) => void {
  const said = new Map<string, string>();
  return (operation) => {
    if (operation === null) return;
    const unfinished = operation.objects.filter((object) => object.step !== 'waiting' && !isCurrent(object));
    console.progress([phaseLine(operation), ...unfinished.map((object) => `  ${sentence(object)}`)]);
    if (process.stderr.isTTY === true) return;
    for (const object of operation.objects) {
      const line = sentence(object);
      if (object.step === 'waiting' || object.op === 'skipped' || said.get(refKey(object.ref)) === line) continue;
      said.set(refKey(object.ref), line);
      console.say(line);
    }
  };
}

/** Applies a plan that was confirmed; Ctrl+C cancels it. Gives the exit status and says how it ended. */
export async function runOperation({ console, signal }: Invocation, session: Session, plan: Plan): Promise<number> {
  const running = session.operations.run(plan.hash);
  const cancel = () => {
    const current = session.operations.current;
    if (current !== null) session.operations.cancel(current.id);
  };
  signal.addEventListener('abort', cancel, { once: true });
  try {
    const operation = await running;
    console.result(operation, outcome(operation));
    if (operation.phase === 'succeeded') return EXIT.ok;
    if (operation.phase === 'cancelled') return EXIT.cancelled;
    return operation.errorCode === undefined ? EXIT.unhealthy : exitCodeOf(operation.errorCode);
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

function outcome(operation: Operation): string {
  const seconds = (((operation.endedAt ?? Date.now()) - operation.startedAt) / 1000).toFixed(1);
  const what = `${nameOf(operation)} ${operation.release} ${operation.version}`;
  if (operation.phase === 'succeeded') {
    const { warnings = [], nextSteps = [] } = operation;
    return [
      `${what}: done in ${seconds} s.`,
      ...warnings.map((sentence) => `warning: ${sentence}`),
      ...nextSteps.map((sentence) => `next: ${sentence}`),
    ].join('\n');
  }
  return `${what}: ${operation.phase} after ${seconds} s${operation.error === undefined ? '.' : `: ${operation.error}`}`;
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

function isCurrent(object: ObjectProgress): boolean {
  return object.health?.state === 'Current' || (object.step === 'applied' && object.health === undefined);
}

function sentence(object: ObjectProgress): string {
  const state = object.health === undefined ? object.step : `${object.health.state}: ${object.health.reason}`;
  return `${formatRef(object.ref)} ${object.op}, ${state}`;
}
