// An alert that fires as a problem, or as a part of one that is known already.
import type { Alert, Severity } from '../../shared/model/alert.ts';
import { refKey } from '../../shared/model/object.ts';
import type { ObjectRef } from '../../shared/model/object-ref.ts';
import type { Problem } from '../../shared/model/overview.ts';
import { cutAt, plainWords, TITLE_CHARACTERS } from './health/words.ts';

const TONE: Readonly<Record<Severity, Problem['tone']>> = { critical: 'bad', warning: 'warn', info: 'info' };

/** Most urgent first. */
export const TONES = ['bad', 'warn', 'info'] as const satisfies readonly Problem['tone'][];

/** A sentence on what to do, not a runbook. */
const NEXT_CHARACTERS = 300;

/** A node and a namespace have many troubles that have nothing to do with each other: a hot GPU, a full disk. */
const MANIFOLD = new Set(['Node', 'Namespace']);

/** An alert, and what it is about. */
export interface AboutAlert {
  readonly alert: Alert;
  /** The part that its object belongs to, else its object, where it names one. */
  readonly object: ObjectRef | undefined;
  /** The id of the problem that is or would be told of this object. */
  readonly home: string | undefined;
}

/** The problem that an alert tells of; one about a part has the part's id. */
export function alertProblem({ alert, object, home }: AboutAlert): Problem {
  const { fingerprint, severity, summary, name, action, since } = alert;
  const isOfObject = object !== undefined && !MANIFOLD.has(object.kind);
  // Commands are for a terminal: here they unfold with the alert.
  const next = action === undefined || action.includes('`') ? '' : cutAt(plainWords(action), NEXT_CHARACTERS);
  return {
    id: home ?? (isOfObject ? refKey(object) : `alert ${fingerprint}`),
    tone: TONE[severity],
    title: cutAt(plainWords(summary) || plainWords(name) || 'An alert fires', TITLE_CHARACTERS),
    ...(next === '' ? {} : { next }),
    ...(since > 0 ? { since } : {}),
    ...(object === undefined ? {} : { object }),
    actions: object === undefined ? [] : [{ kind: 'openObject', object }],
    alerts: [fingerprint],
    evidence: [],
  };
}

/** One problem of two: the words of the first, as urgent as the worse of them, as old as the older. */
export function withAlert(known: Problem, alert: Problem): Problem {
  const isWorse = TONES.indexOf(alert.tone) < TONES.indexOf(known.tone);
  const since = Math.min(known.since ?? Number.POSITIVE_INFINITY, alert.since ?? Number.POSITIVE_INFINITY);
  return {
    ...known,
    tone: isWorse ? alert.tone : known.tone,
    ...(known.next === undefined && alert.next !== undefined ? { next: alert.next } : {}),
    ...(Number.isFinite(since) ? { since } : {}),
    alerts: [...new Set([...known.alerts, ...alert.alerts])],
  };
}
