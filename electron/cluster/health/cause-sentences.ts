// The sentences of causes: one for each that a diagnosis can have. "Grafana crashes: cannot open /data/state.db".
import type { CauseAction, CauseCategory } from '../../../shared/model/cause.ts';
import type { FailureCause } from './diagnosis.ts';
import type { Facts } from './facts.ts';
import { imageTrouble } from './image-words.ts';
import { lastErrorLine } from './last-error-line.ts';
import { namedMissing } from './named-missing.ts';
import { isAboutGpu, placeWords } from './place-words.ts';
import { probeWords, restarts } from './probe-words.ts';
import { admissionWords, bytes, endWords, quotaWords, startWords } from './refusal-words.ts';
import { cutAt, plainWords } from './words.ts';

/** A sentence, not yet cut to its length. */
export interface Sentence {
  readonly category: CauseCategory;
  /** Begins with the thing. */
  readonly words: string;
  readonly next?: string;
  /** Whether the log of the run before tells more. */
  readonly hasLog?: boolean;
  readonly actions?: readonly CauseAction[];
}

/** Of a program's own words. */
const LAST_WORDS = 90;

/** Cause → sentence on the thing that is called `title`. */
export const CAUSE_SENTENCES: Readonly<Record<FailureCause, (title: string, facts: Facts) => Sentence>> = {
  crash: (title, { words = '', exitCode, cannotStart, isInit, container = '' }) => {
    const program = isInit === true ? `${title}’s init container ${plainWords(container)}` : title;
    const runtime = startWords(words);
    if (cannotStart === true || runtime !== undefined) {
      const why = runtime ?? (cutAt(lastErrorLine(words), LAST_WORDS) || 'its container cannot be made');
      return {
        category: 'crash',
        words: `${program} cannot start: ${why}`,
        next: 'Choose an image that can run here.',
      };
    }
    const last = cutAt(lastErrorLine(words), LAST_WORDS);
    return {
      category: 'crash',
      words: last === '' ? `${program} crashes with exit code ${exitCode ?? 'unknown'}` : `${program} crashes: ${last}`,
      next: 'The log of its last run says what it did before.',
      hasLog: true,
    };
  },
  oom: (title, { limit = '' }) => {
    const than = limit === '' ? 'the node has' : `its limit of ${bytes(limit)}`;
    return {
      category: 'outOfMemory',
      words: `${title} is killed: it needs more memory than ${than}`,
      next: limit === '' ? 'Give the node more memory, or run less on it.' : 'Raise its limit of memory.',
      hasLog: true,
    };
  },
  image: (title, { image = '', words = '' }) => {
    const { why, next } = imageTrouble(image, words);
    const actions: CauseAction[] = image === '' ? [] : [{ kind: 'copy', what: 'Copy image name', text: image }];
    return { category: 'image', words: `${title} has no image: ${why}`, next, actions };
  },
  probe: (title, { words = '' }) => ({
    category: 'probe',
    words: `${title} is ${restarts(words) ? 'restarted again and again' : 'not ready'}: ${probeWords(words)}`,
    next: 'Its log says what it is busy with.',
    hasLog: true,
  }),
  config: (title, { words = '' }) => {
    const missing = namedMissing(words);
    if (missing !== undefined) {
      return {
        category: 'config',
        words: `${title} waits: ${missing}`,
        next: 'Make it, or take it out of the settings.',
      };
    }
    return {
      category: 'config',
      words: `${title} cannot be made: ${plainWords(words) || 'its configuration is wrong'}`,
    };
  },
  claim: (title, { words = '' }) => ({
    category: 'volume',
    words: `${title} has no volume: ${namedMissing(words) ?? (claimWords(words) || 'nobody makes one')}`,
    next: 'Choose a StorageClass that the cluster has.',
  }),
  mount: (title, { words = '' }) => ({
    category: 'volume',
    words: `${title} cannot mount a volume: ${namedMissing(words) ?? mountWords(words)}`,
    next: mountNext(words),
  }),
  unschedulable: (title, { words = '' }) => ({
    category: 'unschedulable',
    words: `${title} finds no place: ${placeWords(words) || 'no node takes it'}`,
    next: isAboutGpu(words) ? 'The GPU check says why no node offers one.' : 'Free some room, or add a node.',
    ...(isAboutGpu(words) ? { actions: [{ kind: 'openDoctor' }] } : {}),
  }),
  quota: (title, { words = '' }) => ({
    category: 'quota',
    words: `${title} may not start: ${quotaWords(words)}`,
    next: 'Raise the quota, or delete what is not needed.',
  }),
  admission: (title, { words = '' }) => ({
    category: 'admission',
    words: `${title} is refused: ${admissionWords(words)}`,
    next: 'Whoever runs the cluster can allow it.',
  }),
  evicted: (title, { words = '' }) => ({
    category: 'evicted',
    words: `${title} was stopped: ${endWords(words)}`,
    next: 'Another pod takes its place, unless nobody owns it.',
  }),
  deadline: (title) => ({
    category: 'notReady',
    words: `${title} did not become ready in time`,
    next: 'Its log says what it waits for.',
    hasLog: true,
  }),
  paused: (title) => ({
    category: 'paused',
    words: `${title} is paused: nothing that was changed is rolled out`,
    next: 'Resume it (kubectl rollout resume).',
  }),
  stopped: (title, { isOfRelease }) => ({
    category: 'paused',
    words: `${title} is scaled to zero: nothing of it runs`,
    next: isOfRelease === true ? 'Put it back, or scale it up.' : 'Scale it up when it is wanted again.',
    ...(isOfRelease === true ? { actions: [{ kind: 'openDrift' }] } : {}),
  }),
  failed: (title, { words = '' }) => ({
    category: 'other',
    words: `${title} failed: ${plainWords(words) || 'it gave no reason'}`,
  }),
};

function claimWords(words: string): string {
  return plainWords(words.replace(/^failed to provision volume with StorageClass "[^"]*": */, ''));
}

/** The node's folder of a local volume; its path stands in what Kubernetes says. */
function isAboutFolder(words: string): boolean {
  return /hostPath type check failed/.test(words);
}

function mountNext(words: string): string {
  return isAboutFolder(words)
    ? 'It mounts by itself once the folder is there again.'
    : 'It is tried again by itself once the cause is gone.';
}

function mountWords(words: string): string {
  if (isAboutFolder(words)) return 'its folder is not on the node';
  return (
    plainWords(words.replace(/^MountVolume\.\S+ failed for volume "[^"]*" *: */, '')) || 'the node gives no reason'
  );
}
