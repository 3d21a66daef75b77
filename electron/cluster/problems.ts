// The problems of a stack, each told once: a part and the alerts about it are one. Most urgent first.
import { type Alert, SEVERITIES } from '../../shared/model/alert.ts';
import type { HealthState } from '../../shared/model/health.ts';
import { refKey } from '../../shared/model/object.ts';
import type { ObjectRef } from '../../shared/model/object-ref.ts';
import type { Overview, PartRow, Problem } from '../../shared/model/overview.ts';
import { alertProblem, TONES, withAlert } from './alert-problem.ts';
import { cutAt, TITLE_CHARACTERS } from './health/words.ts';
import { podRef, strayProblems } from './stray-problems.ts';

/** The problems of a stack and what fires about it. Their ids stay the same for as long as they last. */
export function problemsOf(overview: Overview, firing: readonly Alert[] = []): Problem[] {
  const problems = new Map<string, Problem>();
  // By the key of each object that belongs to a part, and of each pod that a problem is about.
  const subjects = new Map<string, ObjectRef>();
  const homes = new Map<string, string>();
  for (const part of overview.parts) {
    const { object, services, pods, health } = part;
    const id = refKey(object);
    for (const key of [object, ...services, ...pods].map(refKey)) {
      if (homes.has(key)) continue;
      homes.set(key, id);
      subjects.set(key, object);
    }
    if (health.state !== 'Current') problems.set(id, partProblem(part));
  }
  const strays = overview.pods.filter((pod) => !homes.has(refKey(podRef(pod))));
  for (const { problem, pods } of strayProblems(strays)) {
    problems.set(problem.id, problem);
    for (const pod of pods) homes.set(refKey(podRef(pod)), problem.id);
  }
  const byUrgency = [...firing].sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
  for (const alert of byUrgency) {
    const key = alert.object === undefined ? '' : refKey(alert.object);
    const problem = alertProblem({ alert, object: subjects.get(key) ?? alert.object, home: homes.get(key) });
    const known = problems.get(problem.id);
    problems.set(problem.id, known === undefined ? problem : withAlert(known, problem));
  }
  return [...problems.values()].sort((a, b) => TONES.indexOf(a.tone) - TONES.indexOf(b.tone) || (a.id < b.id ? -1 : 1));
}

const TONE: Readonly<Record<HealthState, Problem['tone']>> = {
  Failed: 'bad',
  NotFound: 'bad',
  InProgress: 'info',
  Terminating: 'info',
  Unknown: 'warn',
  Current: 'info',
  Stopped: 'warn',
};

function partProblem({ title, object, health }: PartRow): Problem {
  const { state, reason, evidence, why } = health;
  // Something holds it up, or it only takes its time.
  const isHeldUp = state === 'InProgress' && why !== undefined && why.category !== 'notReady';
  return {
    id: refKey(object),
    tone: isHeldUp ? 'warn' : TONE[state],
    title: why?.title ?? cutAt(`${title}: ${reason}`, TITLE_CHARACTERS),
    ...(why?.next === undefined ? {} : { next: why.next }),
    object,
    actions: why?.actions ?? [],
    alerts: [],
    evidence,
  };
}
