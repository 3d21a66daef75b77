// The moment at which what fails is given up: played second by second, as a kubelet starts containers again.
import { describe, expect, it } from 'vitest';
import { current, type Diagnosis, failed, inProgress } from '../../cluster/health/diagnosis.ts';
import type { CrashWords } from './crash-words.ts';
import { type Case, Patience } from './patience.ts';

type Traits = Partial<Omit<Case, 'key' | 'diagnosis'>>;

/** An object as it is at each second. */
type Life = (second: number) => Diagnosis;

interface Player extends Traits {
  readonly life: Life;
}

/** When a kubelet starts a container that ends at once: then after 10 s, 20 s, 40 s … */
const STARTS = [0, 1, 12, 33, 74, 155, 316, 617];

/** Ends at each start before `healsAt`, then stays. */
const crashing =
  (healsAt = Number.POSITIVE_INFINITY, words: Partial<Diagnosis> = {}): Life =>
  (second) => {
    const starts = STARTS.filter((at) => at <= second);
    if ((starts.at(-1) ?? 0) >= healsAt) return current('1 of 1 ready');
    const crashes = starts.length;
    const crash = failed('crash', 'container main crashes', [], crashes >= 3 ? 0 : undefined);
    return { ...crash, crashes, pod: 'app-a', container: 'main', ...words };
  };

const readyAt =
  (at: number, before: Diagnosis = inProgress('container main is not ready', [], 'probe')): Life =>
  (second) =>
    second >= at ? current('1 of 1 ready') : before;

const FOR_EVER = Number.POSITIVE_INFINITY;

/** The second at which one of them is given up, and which; undefined when all are well before 660 s, or none is. */
function givenUp(players: Readonly<Record<string, Player>>): readonly [second: number, name: string] | undefined {
  const patience = new Patience();
  for (let second = 0; second <= 660; second += 0.5) {
    const all = Object.entries(players).map(([key, { life, ...traits }]): Case => {
      return {
        key,
        diagnosis: life(second),
        canBeWaitedFor: true,
        isChanged: true,
        wasHealthy: false,
        isUnproven: false,
        isTolerated: false,
        words: 'silent',
        areStrangersStarting: false,
        ...traits,
      };
    });
    const [first] = patience.certain(all, second * 1000);
    if (first !== undefined) return [second, first.key];
    if (all.every(({ diagnosis }) => diagnosis.state === 'Current')) return undefined;
  }
  return undefined;
}

describe('what crashes until something of the same change is up', () => {
  it.each<[string, Readonly<Record<string, Player>>]>([
    ['a database that takes 50 s', { app: { life: crashing(50) }, db: { life: readyAt(52) } }],
    ['one that takes five minutes', { app: { life: crashing(300) }, db: { life: readyAt(301) } }],
    ['a Job that migrates', { app: { life: crashing(60) }, job: { life: readyAt(60, inProgress('1 pod at work')) } }],
    [
      'a volume',
      { app: { life: crashing(60) }, claim: { life: readyAt(60, inProgress('has no volume yet', [], 'claim')) } },
    ],
    [
      'one that has no probe, and takes 30 s',
      { app: { life: crashing(30) }, db: { life: readyAt(1), isUnproven: true } },
    ],
    ['a chain of three', { app: { life: crashing(140) }, api: { life: crashing(70) }, db: { life: readyAt(60) } }],
    [
      'a neighbour whose image is slow',
      { app: { life: crashing(50) }, db: { life: readyAt(50, failed('image', 'timeout', [], 60)) } },
    ],
    ['the DNS of the cluster, a moment later', { app: { life: crashing(60) }, db: { life: readyAt(32) } }],
    ['a pod that an operator makes', { app: { life: crashing(60), areStrangersStarting: true } }],
    ['a server elsewhere, as its log says', { app: { life: crashing(300), words: 'waits' } }],
    [
      'an upgraded database beside it',
      { app: { life: crashing(50), wasHealthy: true }, db: { life: readyAt(52), wasHealthy: true } },
    ],
    [
      'the upgraded database, itself unchanged',
      { app: { life: crashing(50), isChanged: false, wasHealthy: true }, db: { life: readyAt(52), wasHealthy: true } },
    ],
    [
      'two that crash, one of which waits',
      { app: { life: crashing(140) }, api: { life: crashing(70), words: 'waits' } },
    ],
  ])('is waited for: %s', (_, players) => {
    expect(givenUp(players)).toBeUndefined();
  });
});

describe('what crashes for good is given up soon', () => {
  const good = { wasHealthy: true };
  it.each<[string, number, Readonly<Record<string, Player>>]>([
    ['alone', 12, { app: { life: crashing() } }],
    ['alone, after an upgrade, whatever its log says', 12, { app: { life: crashing(), ...good, words: 'waits' } }],
    [
      'after an upgrade, beside what did not change',
      12,
      { app: { life: crashing(), ...good }, db: { life: readyAt(FOR_EVER), isChanged: false } },
    ],
    ['after an upgrade, while strangers start', 12, { app: { life: crashing(), ...good, areStrangersStarting: true } }],
    ['together with another', 33, { app: { life: crashing() }, api: { life: crashing() } }],
    [
      'beside what the release is good without',
      12,
      { app: { life: crashing() }, gpu: { life: () => failed('unschedulable', 'no GPU', []), isTolerated: true } },
    ],
    [
      'beside a Service that waits for its address',
      12,
      { app: { life: crashing() }, lb: { life: readyAt(FOR_EVER), canBeWaitedFor: false } },
    ],
    ['two tries after the others were up', 155, { app: { life: crashing() }, db: { life: readyAt(40) } }],
    [
      'because its program is not for this machine, whoever starts',
      12,
      { app: { life: crashing(), words: 'never' }, db: { life: readyAt(FOR_EVER) } },
    ],
  ])('%s', (_, second, players) => {
    expect(givenUp(players)).toEqual([second, 'app']);
  });

  it('but not before its log was read', () => {
    let words: CrashWords = 'unread';
    const patience = new Patience();
    const app = (): Case => ({
      key: 'app',
      diagnosis: crashing()(40),
      canBeWaitedFor: true,
      isChanged: true,
      wasHealthy: false,
      isUnproven: false,
      isTolerated: false,
      words,
      areStrangersStarting: false,
    });
    expect(patience.certain([app()], 0)).toEqual([]);
    words = 'silent';
    expect(patience.certain([app()], 500)).toHaveLength(1);
  });
});

describe('what time may heal', () => {
  const noSecret = failed('config', 'secret "token" not found', [], 30);
  const app = { life: () => noSecret };
  const starting = inProgress('1 pod at work');

  it.each<[string, number, Readonly<Record<string, Player>>]>([
    ['is given up after its time', 30, { app }],
    ['has that time once what may bring it is done', 70.5, { app, job: { life: readyAt(41, starting) } }],
    ['is not waited for without end', 149.5, { app, job: { life: readyAt(FOR_EVER, starting) } }],
    ['is not held up by what has a trouble of its own', 30, { app, db: { life: readyAt(FOR_EVER) } }],
    [
      'an image that is not there: at once',
      0,
      { app: { life: () => failed('image', 'not found', [], 0) }, job: { life: readyAt(99, starting) } },
    ],
    [
      'a busy registry: after its time, whoever starts',
      60,
      { app: { life: () => failed('image', '429', [], 60) }, job: { life: readyAt(99, starting) } },
    ],
    [
      'what its controller gave up: at once',
      0,
      { app: { life: () => failed('deadline', 'late', [], 0) }, db: { life: readyAt(99, starting) } },
    ],
  ])('%s', (_, second, players) => {
    expect(givenUp(players)).toEqual([second, 'app']);
  });

  it('begins anew after it was well in between', () => {
    const life: Life = (second) => (second > 20 && second < 25 ? current('ready') : noSecret);
    expect(givenUp({ app: { life }, other: { life: readyAt(FOR_EVER) } })).toEqual([55, 'app']);
  });
});
