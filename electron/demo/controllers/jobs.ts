// Ends Jobs: no program of theirs is run, so that each is done at once, and goes when its time to live is over.
import { type Json, type JsonObject, numberAt, objectAt, stringAt, valueAt } from '../store/json.ts';
import { timestamp } from '../store/registry.ts';
import { withCondition } from './conditions.ts';
import { hasCondition, type World } from './world.ts';

const WHY = { reason: 'CompletionsReached', message: 'Reached expected number of succeeded pods' };

/** One pass over all Jobs. */
export function reconcileJobs(world: World): void {
  for (const job of world.list('Job')) {
    if (hasCondition(job, 'Complete')) removeExpired(world, job);
    else if (valueAt(job, 'spec.suspend') !== true) world.setStatus(job, doneStatus(job));
  }
}

function doneStatus(job: JsonObject): JsonObject {
  const now = timestamp();
  const conditions = ['SuccessCriteriaMet', 'Complete']
    .map((type) => ({ type, status: 'True', ...WHY }))
    .reduce<readonly Json[]>((list, condition) => withCondition(list, condition), []);
  return {
    startTime: now,
    completionTime: now,
    succeeded: numberAt(job, 'spec.completions', 1),
    ready: 0,
    terminating: 0,
    uncountedTerminatedPods: {},
    conditions,
  };
}

function removeExpired(world: World, job: JsonObject): void {
  const life = valueAt(objectAt(job, 'spec'), 'ttlSecondsAfterFinished');
  if (typeof life !== 'number') return;
  const endMs = Date.parse(stringAt(job, 'status.completionTime')) + (life * 1000) / world.speed;
  if (endMs <= Date.now()) world.remove(job, { propagation: 'Background' });
  else world.wakeAt(endMs);
}
