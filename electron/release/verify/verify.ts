// Watches applied objects until all are healthy, or until it is certain that one of them will not be.
import type { Health } from '../../../shared/model/health.ts';
import { formatRef } from '../../../shared/model/object.ts';
import type { ObjectRef } from '../../../shared/model/object-ref.ts';
import { healthFrom } from '../../cluster/health/cause-of.ts';
import { current } from '../../cluster/health/diagnosis.ts';
import { isStaticKind } from '../../cluster/health/health-of.ts';
import { lastLogLines } from '../../cluster/last-log-lines.ts';
import type { Cluster } from '../context.ts';
import { Bell } from './bell.ts';
import { CrashLogs } from './crash-words.ts';
import { type Found, Judge, type Subject } from './judge.ts';
import { WatchBoard } from './watch-board.ts';

/** The object that is not healthy, and why. `sentence` begins with its name. */
export interface Unhealthy {
  readonly ref: ObjectRef;
  readonly health: Health;
  readonly sentence: string;
}

/** How it ended: with the first failure, or with what the release is good without and what else is to be said, in sentences. */
export interface Verdict {
  readonly failure?: Unhealthy;
  readonly tolerated: readonly Unhealthy[];
  readonly remarks: readonly string[];
}

/** Longer than the ten minutes that a Deployment gives itself, so that Kubernetes' own verdict comes first. */
const LIMIT_MS = 11 * 60_000;

/**
 * Waits until all of `located` are healthy. Ends at once when a failure is certain, and after the time limit, with the first
 * reason. What is marked `Ignore` (see judge.ts) is waited for as well, but not long. When a failure is certain is patience.ts'
 * to say. Throws `cancelled` when aborted.
 */
export async function verify(
  cluster: Cluster,
  located: readonly Subject[],
  onHealth: (ref: ObjectRef, health: Health) => void,
): Promise<Verdict> {
  for (const { ref } of located) if (isStaticKind(ref)) onHealth(ref, current('exists'));
  const subjects = located.filter(({ ref }) => !isStaticKind(ref));
  if (subjects.length === 0) return { tolerated: [], remarks: [] };

  const bell = new Bell();
  const board = new WatchBoard(cluster.client, bell.ring);
  const logs = new CrashLogs(
    (name, container, namespace) => lastLogLines(cluster, { namespace, name, container }),
    bell.ring,
  );
  const judge = new Judge(board, subjects, onHealth, ({ ref, diagnosis }) => logs.of(diagnosis, ref.namespace));
  const until = performance.now() + (cluster.verifyLimitMs ?? LIMIT_MS);
  try {
    for (;;) {
      const now = performance.now();
      const opinion = judge.look(now, now > until);
      if (opinion !== 'waiting') {
        const { failure } = opinion;
        const tolerated = await Promise.all(opinion.tolerated.map((found) => withLog(cluster, found)));
        const remarks = opinion.remarks.map(({ ref, diagnosis }) => `${formatRef(ref)} ${diagnosis.remark}.`);
        return { tolerated, remarks, ...(failure === undefined ? {} : { failure: await withLog(cluster, failure) }) };
      }
      if (board.isReady) board.watch();
      await bell.wait(cluster.signal);
    }
  } finally {
    await board.dispose();
  }
}

async function withLog(cluster: Cluster, { ref, diagnosis }: Found): Promise<Unhealthy> {
  const { state, reason, evidence, pod, container, cause, facts } = diagnosis;
  const name = pod ?? (ref.kind === 'Pod' ? ref.name : undefined);
  const log =
    name === undefined || container === undefined || ref.namespace === undefined
      ? []
      : await lastLogLines(cluster, { namespace: ref.namespace, name, container });
  const isSilent = cause === 'crash' && (facts?.words ?? '') === '';
  const told = isSilent ? { ...diagnosis, facts: { ...facts, words: log.join('\n') } } : diagnosis;
  const health = healthFrom({ ...told, evidence: [...evidence, ...log] }, ref, ref.name);
  const verdict = state === 'Failed' ? '' : 'is not healthy yet: ';
  return { ref, health, sentence: `${formatRef(ref)}: ${verdict}${reason}` };
}
