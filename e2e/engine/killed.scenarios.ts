// A process that is killed at any of its writes: what it left is ended by a fresh one, and the cluster is as it was, or as it should be.
import { describe, expect, it } from 'vitest';
import type { KubeRequest } from '../../electron/kube/client.ts';
import { toAppError } from '../../shared/errors.ts';
import type { Ground } from './ground.ts';
import { changesIn, configMap } from './objects.ts';
import { type Desired, intercepted, type Odin, odinOn, type PreparedPlan, succeeded } from './odin.ts';
import { objectsOn } from './release.scenarios.ts';
import { webRelease } from './release-objects.ts';

/** How the fresh one ends it: by the same change once more, or by a recovery, back or on. */
export type Way = 'again' | 'undo' | 'finish';

/** Names of the changes. */
export type VerbName = keyof typeof VERBS;

/** What is there: the `answer` of the release's ConfigMap; null without a release. */
type Answer = 'one' | 'two' | null;

/** A change that is killed. */
interface Verb {
  readonly before: Answer;
  readonly after: Answer;
  /** It makes so many writes, at the least. */
  readonly writes: number;
  /** The change itself. */
  plan(odin: Odin, ground: Ground, namespace: string): Promise<PreparedPlan>;
}

const targetIn = (namespace: string) => ({ release: 'web', namespace });

const VERBS = {
  install: {
    before: null,
    after: 'one',
    writes: 13,
    plan: (odin, ground, namespace) => odin.plan(desired(ground, namespace, 'one')),
  },
  upgrade: {
    before: 'one',
    after: 'two',
    writes: 11,
    plan: (odin, ground, namespace) => odin.plan(desired(ground, namespace, 'two')),
  },
  rollback: {
    before: 'two',
    after: 'one',
    writes: 11,
    plan: (odin, _ground, namespace) => odin.planRollback(targetIn(namespace), 1),
  },
  uninstall: {
    before: 'one',
    after: null,
    writes: 10,
    plan: (odin, _ground, namespace) => odin.planUninstall(targetIn(namespace)),
  },
} satisfies Readonly<Record<string, Verb>>;

/** A few objects will do: what counts is every note that is written around them. From answer to answer one comes and one goes. */
function desired(ground: Ground, namespace: string, answer: Exclude<Answer, null>): Desired {
  const kinds = ['Namespace', 'ConfigMap', 'PersistentVolumeClaim', 'StorageClass', 'Service'];
  const objects = objectsOn(ground, namespace)
    .filter(({ kind }) => kinds.includes(kind))
    .map((one) => (one.kind === 'ConfigMap' ? configMap('web', { answer }) : one));
  return webRelease(namespace, [...objects, configMap(`only-${answer}`)]);
}

/** At a time: most of a case is waiting for the lock of the dead, but all share the few connections of one client. */
const LANES = 4;

/** What a killed process does not come to any more: its writes, but for those that say that it is alive. */
function isCounted({ method = 'GET', path, query }: KubeRequest): boolean {
  return method !== 'GET' && query?.dryRun === undefined && !(method === 'PATCH' && path.includes('/leases/'));
}

interface Case {
  readonly nth: number;
  readonly when: 'before' | 'after';
  readonly way: Way;
}

export interface KillOptions {
  readonly verbs: readonly VerbName[];
  /** On which side of a write it dies: what is there after one, is there before the next. */
  readonly whens: readonly Case['when'][];
  /** Ways out, in turn. */
  readonly ways: readonly [Way, ...Way[]];
  /** 1 for each write, 2 for each second one … */
  readonly every: number;
}

/** Registers them. */
export function killedScenarios(ground: Ground, { verbs, whens, ways, every }: KillOptions): void {
  /** Begins the change and dies at its n-th write; gives how many there were. */
  async function kill(prepared: PreparedPlan, { nth, when }: Pick<Case, 'nth' | 'when'>): Promise<number> {
    let count = 0;
    const doomed = odinOn(() =>
      intercepted(ground.client, async (request) => {
        if (isCounted(request)) count += 1;
        const isLast = isCounted(request) && count === nth;
        if (count > nth || (isLast && when === 'before')) throw new Error('killed');
        const answer = await ground.client.request(request);
        if (isLast) throw new Error('killed');
        return answer as never;
      }),
    );
    await doomed.apply(prepared).catch(() => {});
    return count;
  }

  async function prepared(verb: Verb, namespace: string): Promise<PreparedPlan> {
    if (verb.before !== null) await ground.odin.installed(desired(ground, namespace, 'one'));
    if (verb.before === 'two') await ground.odin.installed(desired(ground, namespace, 'two'));
    return verb.plan(ground.odin, ground, namespace);
  }

  /** What makes the kept objects themselves, and not others of their names. */
  async function keptThere(namespace: string): Promise<{ readonly claim: unknown; readonly password: unknown }> {
    const [claim, password] = await Promise.all(KEPT.map((what) => ground.person.find(namespace, what)));
    return { claim: claim?.metadata.uid, password: password?.data };
  }

  /** Ends it by a fresh ODIN; gives what may be there now. */
  async function end(verb: Verb, namespace: string, way: Way): Promise<readonly Answer[]> {
    const odin = odinOn(() => ground.client);
    const target = targetIn(namespace);
    const { unfinished, installed } = await odin.standing(target);
    if (way === 'again') {
      // An uninstall that was killed at its very end has left nothing to uninstall.
      const isOver = verb.after === null && installed === undefined && unfinished === undefined;
      if (!isOver) succeeded(await odin.apply(await verb.plan(odin, ground, namespace)));
      return [verb.after];
    }
    if (unfinished === undefined) return [verb.before, verb.after];
    const plan = await odin.planRecovery(target, way).catch((error: unknown) => {
      // What was killed before it was recorded is not known any more, and it says so.
      if (way !== 'finish' || toAppError(error).code !== 'notFound') throw error;
      return odin.planRecovery(target, 'undo');
    });
    succeeded(await odin.apply(plan));
    return way === 'undo' && unfinished.undo !== undefined ? [verb.before] : [verb.before, verb.after];
  }

  async function leaseOf(namespace: string): Promise<string | undefined> {
    return (await ground.person.find(namespace, 'lease/odin-lock.web'))?.metadata.resourceVersion;
  }

  /** A lock outlives its holder by 15 s; this one's does by one, so that nobody waits for long. */
  async function hasten(namespace: string): Promise<void> {
    if ((await leaseOf(namespace)) === undefined) return;
    await ground.person.patch(namespace, 'lease/odin-lock.web', { spec: { leaseDurationSeconds: 1 } });
  }

  /** Gives what is there. */
  async function expectInOrder(namespace: string, { before }: Verb, allowed: readonly Answer[]): Promise<Answer> {
    const { odin, person, judge } = ground;
    const target = targetIn(namespace);
    const live: Answer = (await person.find(namespace, 'configmap/web'))?.data.answer ?? null;
    expect(allowed).toContain(live);
    expect((await odin.standing(target)).unfinished).toBeUndefined();
    const everything = await person.names(namespace, 'configmap,secret,service,pvc');
    if (live === null) {
      // An install that was killed before it made them leaves none of them to keep.
      const left = before === null ? everything.filter((name) => !KEPT.includes(name)) : everything;
      expect(left).toEqual([OF_NAMESPACE, ...(before === null ? [] : KEPT)]);
      expect(await odin.history(target)).toEqual([]);
      expect(await odin.notes(target)).toBeUndefined();
      return live;
    }
    const names = everything.filter((name) => name !== OF_NAMESPACE && !OWN.test(name));
    const own = [`configmap/only-${live}`, 'configmap/web', 'service/web'];
    expect(names).toEqual(expect.arrayContaining([...own, ...KEPT]));
    expect([...own, ...KEPT]).toEqual(expect.arrayContaining(names));
    expect((await odin.notes(target))?.journal).toBeNull();
    const statuses = (await judge.history(namespace, 'web')).map(({ status }) => status);
    expect(statuses.at(-1)).toBe('deployed');
    expect(statuses.filter((status) => status === 'deployed')).toHaveLength(1);
    expect(statuses.filter((status) => status.startsWith('pending'))).toEqual([]);
    expect(changesIn((await odin.plan(desired(ground, namespace, live))).plan)).toEqual([]);
    return live;
  }

  /** What was ended is no dead end: where the release is, it is uninstalled, and where it is not, it is installed and adopts what was kept. */
  async function expectGoingOn(namespace: string, live: Answer): Promise<void> {
    const { odin, person } = ground;
    const kept = await keptThere(namespace);
    if (live !== null) {
      await odin.uninstalled(targetIn(namespace));
      expect(await person.names(namespace, 'configmap,service')).toEqual([OF_NAMESPACE]);
      expect(await keptThere(namespace)).toEqual(kept);
      return;
    }
    await odin.installed(desired(ground, namespace, 'one'));
    const adopted = await keptThere(namespace);
    expect(adopted).toEqual({ claim: kept.claim ?? adopted.claim, password: kept.password ?? adopted.password });
    expect(Object.values(adopted)).not.toContain(undefined);
  }

  describe.each(verbs)('%s', (name) => {
    it('is ended by a fresh ODIN, wherever it was killed', async () => {
      const verb: Verb = VERBS[name];
      const rehearsal = ground.namespaceFor(`${name}-whole`);
      const writes = await kill(await prepared(verb, rehearsal), { nth: Number.POSITIVE_INFINITY, when: 'after' });
      await expectInOrder(rehearsal, verb, [verb.after]);
      expect(await leaseOf(rehearsal)).toBeUndefined();
      expect(writes).toBeGreaterThanOrEqual(verb.writes);
      // Not always those with the same number: each change begins its sample elsewhere.
      const numbers = Array.from({ length: writes }, (_, index) => index + 1);
      const sample = numbers.filter((nth) => (nth + verbs.indexOf(name)) % every === 0);
      const queue = sample.flatMap((nth, row) =>
        whens.map((when, column): Case => ({ nth, when, way: ways[(row + column) % ways.length] ?? ways[0] })),
      );
      console.log(`${name}: killed at ${sample.length} of ${writes} writes (${sample.join(', ')})`);
      const problems: string[] = [];
      const run = async ({ nth, when, way }: Case): Promise<void> => {
        const namespace = ground.namespaceFor(`${name}-${nth}-${when}`);
        const plan = await prepared(verb, namespace);
        const before = await keptThere(namespace);
        expect(await kill(plan, { nth, when })).toBeGreaterThanOrEqual(nth);
        await hasten(namespace);
        const left = await leaseOf(namespace);
        const allowed = await end(verb, namespace, way);
        // What nobody needed since stays until it is needed: its holder is dead.
        expect([undefined, left]).toContain(await leaseOf(namespace));
        const live = await expectInOrder(namespace, verb, allowed);
        if (verb.before !== null) expect(await keptThere(namespace)).toEqual(before);
        if (verb.before === null || verb.after === null) await expectGoingOn(namespace, live);
      };
      const work = async (): Promise<void> => {
        for (let one = queue.shift(); one !== undefined; one = queue.shift()) {
          const { nth, when, way } = one;
          await run(one).catch((error: Error) => problems.push(`${when} write ${nth}, then ${way}: ${error.message}`));
        }
      };
      await Promise.all(Array.from({ length: LANES }, work));
      expect(problems).toEqual([]);
    });
  });
}

/** What every namespace has. */
const OF_NAMESPACE = 'configmap/kube-root-ca.crt';
/** ODIN's notes and Helm's records. */
const OWN = /^secret\/(odin-state\.|sh\.helm\.)/;
/** What outlives a release. */
const KEPT = ['persistentvolumeclaim/web', 'secret/password'];
