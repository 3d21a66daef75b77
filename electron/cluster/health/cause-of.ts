// The cause of a diagnosis for a person: thing and cause in a sentence, the next step, and what can be done about it.
import { text } from '../../../shared/json.ts';
import type { Cause, CauseAction } from '../../../shared/model/cause.ts';
import type { Health } from '../../../shared/model/health.ts';
import type { ObjectRef } from '../../../shared/model/object-ref.ts';
import { CAUSE_SENTENCES, type Sentence } from './cause-sentences.ts';
import type { Diagnosis } from './diagnosis.ts';
import { cutAt, plainWords, TITLE_CHARACTERS } from './words.ts';

/** A name that is longer leaves no room for what is wrong with it. */
const SUBJECT_CHARACTERS = 60;

/** The health of a diagnosis: with its cause, unless all is well. `title` is what a person calls the object. */
export function healthFrom(diagnosis: Diagnosis, ref: ObjectRef, title: string): Health {
  const { state, reason, evidence } = diagnosis;
  const health: Health = { state, reason, evidence };
  return state === 'Current' ? health : { ...health, why: causeOf(diagnosis, ref, title) };
}

/** Why `ref` is not well. The title is one line of at most 120 characters, without what only a machine reads. */
export function causeOf(diagnosis: Diagnosis, ref: ObjectRef, title: string): Cause {
  const subject = cutAt(plainWords(title) || ref.kind, SUBJECT_CHARACTERS);
  const { category, words, next, hasLog, actions = [] } = sentenceOf(diagnosis, subject);
  const pod = podOf(diagnosis, ref);
  const log: CauseAction[] = pod !== undefined && hasLog === true ? [logAction(diagnosis, pod)] : [];
  return {
    category,
    title: cutAt(plainWords(words), TITLE_CHARACTERS),
    ...(next === undefined ? {} : { next }),
    actions: [...log, ...actions, { kind: 'openObject', object: pod ?? ref }],
  };
}

function sentenceOf({ state, cause, facts, reason }: Diagnosis, title: string): Sentence {
  if (state === 'NotFound') return { category: 'missing', words: `${title} is gone from the cluster` };
  if (state === 'Terminating') return { category: 'other', words: `${title} is being deleted` };
  if (cause !== undefined) return CAUSE_SENTENCES[cause](title, facts ?? {});
  if (state === 'Failed') return CAUSE_SENTENCES.failed(title, { words: reason });
  if (state === 'Unknown') return { category: 'other', words: `Nothing is known of ${title}` };
  if (/ContainerCreating|PodInitializing/.test(reason)) return { category: 'notReady', words: `${title} is starting` };
  return { category: 'notReady', words: `${title} is not ready yet: ${reason}` };
}

/** The pod that is to blame. */
function podOf({ pod }: Diagnosis, ref: ObjectRef): ObjectRef | undefined {
  if (pod === undefined) return ref.kind === 'Pod' ? ref : undefined;
  const { namespace } = ref;
  return { apiVersion: 'v1', kind: 'Pod', name: pod, ...(namespace === undefined ? {} : { namespace }) };
}

function logAction({ cause, facts, container: blamed }: Diagnosis, object: ObjectRef): CauseAction {
  const container = text(blamed ?? facts?.container);
  // What is restarted has its last words in the run before; what is merely not ready is running.
  const previous = cause === 'crash' || cause === 'oom';
  return { kind: 'showLog', object, ...(container === '' ? {} : { container }), previous };
}
