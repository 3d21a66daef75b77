// The state of a log that is read, by its pods and their containers.
import { record } from '../../shared/json.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import { makerOf } from '../cluster/owner.ts';
import type { ContainerLog } from './container-log.ts';
import type { LogState } from './log-queue.ts';
import type { LogTarget } from './log-target.ts';

/** What there is of a source. */
export interface LogSight {
  readonly target: Pick<LogTarget, 'name' | 'isOnePod'>;
  readonly pods: readonly KubeObject[];
  /** Why nothing is heard of the pods. */
  readonly watchProblem: string | undefined;
  readonly logs: readonly Pick<ContainerLog, 'problem' | 'isOver'>[];
}

/** `live` also where some containers have not started and others write: the reason then says which. */
export function stateOf({ target, pods, watchProblem, logs }: LogSight): LogState {
  if (pods.length === 0) return withoutPods(target);
  if (logs.length > 0 && logs.every(({ isOver }) => isOver) && isDone(target, pods)) return { state: 'ended' };
  const problems = logs.flatMap(({ problem }) => problem ?? []);
  const broken = problems.find(({ kind }) => kind === 'broken');
  const reason = watchProblem ?? (broken ?? problems[0])?.sentence;
  if (watchProblem !== undefined || broken !== undefined || (problems.length > 0 && problems.length === logs.length)) {
    return { state: 'broken', ...(reason === undefined ? {} : { reason }) };
  }
  if (logs.length === 0) return { state: 'live', reason: `${target.name} has no such container.` };
  return { state: 'live', ...(reason === undefined ? {} : { reason }) };
}

function withoutPods({ name, isOnePod }: LogSight['target']): LogState {
  if (isOnePod) return { state: 'ended', reason: `${name} is gone from the cluster.` };
  return { state: 'live', reason: `${name} has no pods now.` };
}

/** Whether no pod will come after these: a pod on its own, or a Job one of whose pods has reached its end. */
function isDone({ isOnePod }: LogSight['target'], pods: readonly KubeObject[]): boolean {
  return isOnePod || pods.some((pod) => makerOf(pod)?.startsWith('Job/') && record(pod.status).phase === 'Succeeded');
}
