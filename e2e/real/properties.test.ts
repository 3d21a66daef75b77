// Whatever a release consists of and whatever happens to it: what a plan says is what happens, and nobody's things are lost.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isOwn } from '../../electron/release/object/additions.ts';
import type { PreparedPlan, PreparedRevision } from '../../electron/release/plan/prepared.ts';
import { openBook } from '../../electron/release/record/book.ts';
import type { Consent } from '../../shared/model/consent.ts';
import { formatRef } from '../../shared/model/object.ts';
import { apiServer } from '../cluster/cluster.ts';
import { changesIn, releaseOf } from '../engine/objects.ts';
import { engineOn } from './engine.ts';
import { life, type Step } from './random-sets.ts';
import { expectAsPlanned, missingFrom, ownedValues, type Snapshot, snapshot } from './snapshot.ts';

const BUDGET_MS = 70_000;
const engine = engineOn('property', apiServer());
const never = new AbortController().signal;

beforeAll(async () => {
  const late = {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'odin-late' },
    provisioner: 'example.com/none',
    volumeBindingMode: 'WaitForFirstConsumer',
  };
  await engine.kubectl(['apply', '-f', '-'], { input: JSON.stringify(late) });
});
afterAll(() => engine.tryKubectl(['delete', 'storageclass/odin-late', '--ignore-not-found']));

/** A release and all that is expected of it. */
class Life {
  readonly #target;
  /** What the release owned, and as what, in each revision that there is. */
  readonly #revisions = new Map<number, { readonly names: readonly string[]; readonly values: unknown }>();
  readonly #strangers = new Set<string>();
  /** Objects that took the place of the release's, until it was agreed that they become part of it. */
  readonly #usurped = new Map<string, string>();
  #step = 0;

  constructor(readonly namespace: string) {
    this.#target = { release: 'web', namespace };
  }

  async take(step: Step): Promise<void> {
    this.#step += 1;
    const { namespace } = this;
    switch (step.do) {
      case 'apply': {
        const desired = releaseOf(namespace, step.objects, `${this.#step}.0.0`);
        await this.#change((consent) => engine.plan(desired, consent));
        const live = await this.#look();
        for (const object of step.objects) {
          const name = `${object.kind}/${namespace}/${object.metadata.name}`;
          expect(missingFrom(live.get(name), object, name)).toEqual([]);
        }
        const again = await engine.plan(desired, ['force', 'adopt']);
        expect(changesIn(again.plan), 'a second time').toEqual([]);
        return;
      }
      case 'rollBack': {
        const there = [...this.#revisions.keys()];
        const to = there[Math.floor(step.share * there.length)];
        if (to === undefined) return;
        await this.#change((consent) => engine.planRollback(this.#target, to, consent));
        const { names, values } = this.#revisions.get(to) ?? { names: [] };
        expect(ownedValues(await this.#look(), names), `revision ${to}`).toEqual(values);
        return;
      }
      case 'uninstall': {
        if (this.#revisions.size === 0) return;
        await this.#change(() => engine.planUninstall(this.#target, step.deleteData), step.deleteData);
        this.#revisions.clear();
        return;
      }
      case 'addOwn':
        await this.#write('POST', 'configmaps', { ...BARE, metadata: { name: step.name } });
        this.#strangers.add(`ConfigMap/${namespace}/${step.name}`);
        return;
      case 'annotate':
        await this.#write('PATCH', `${step.kind}/${step.name}`, {
          metadata: { annotations: { note: `${this.#step}` } },
        });
        return;
      case 'edit':
        await this.#write('PATCH', `${step.kind}/${step.name}`, EDITS[step.kind] ?? {});
        return;
      case 'delete':
        await this.#write('DELETE', `${step.kind}/${step.name}`);
        return;
      case 'usurp': {
        const name = `ConfigMap/${namespace}/${step.name}`;
        await this.#write('DELETE', `configmaps/${step.name}`);
        await this.#write('POST', 'configmaps', { ...BARE, metadata: { name: step.name } });
        const { uid } = (await this.#look()).get(name)?.metadata ?? {};
        if (uid !== undefined) this.#usurped.set(name, uid);
      }
    }
  }

  /** Plans, applies, and holds the one to the other. */
  async #change(planned: (consent: Consent) => Promise<PreparedPlan>, deletesData = false): Promise<void> {
    const before = await this.#look();
    const inventory = (await openBook(engine.context, this.#target, never).state.read())?.state.inventory ?? [];
    const prepared = await this.#agreed(planned, before);
    const operation = await engine.apply(prepared);
    expect(operation, operation.error).toMatchObject({ phase: 'succeeded' });
    const after = await this.#look();
    expectAsPlanned(prepared.plan, before, after);

    const wanted = prepared.verb === 'uninstall' ? [] : prepared.entries.map(({ ref }) => formatRef(ref));
    for (const [name, uid] of this.#usurped) {
      const isTheirs = before.get(name)?.metadata.uid === uid && !wanted.includes(name);
      if (isTheirs) expect(after.get(name)?.metadata.uid, `${name}, somebody else's`).toBe(uid);
      else this.#usurped.delete(name);
    }
    const known = inventory.map((item) => formatRef(item));
    const deleted = prepared.plan.changes.filter(({ op }) => op === 'deleted').map(({ ref }) => formatRef(ref));
    expect(known).toEqual(expect.arrayContaining(deleted));
    for (const [name, { kind, metadata }] of before) {
      const isKept = this.#strangers.has(name) || (kind === 'PersistentVolumeClaim' && !deletesData);
      if (isKept) expect(after.get(name)?.metadata.uid, name).toBe(metadata.uid);
    }
    if (prepared.verb !== 'uninstall') await this.#note(prepared, after);
  }

  /** A plan that asks for nothing; where one asks for an agreement, there is a reason for it and nothing happens without. */
  async #agreed(planned: (consent: Consent) => Promise<PreparedPlan>, before: Snapshot): Promise<PreparedPlan> {
    const first = await planned([]);
    if (first.plan.blockers.length === 0) return first;
    expect(first.plan.needs, first.plan.blockers.join(' ')).not.toEqual([]);
    await expect(engine.apply(first)).rejects.toMatchObject({
      message: expect.stringContaining(first.plan.blockers[0] ?? ''),
    });
    expectAsPlanned({ ...first.plan, changes: [] }, before, await this.#look());
    const second = await planned(first.plan.needs);
    expect(second.plan).toMatchObject({ blockers: [], needs: [] });
    return second;
  }

  async #note({ entries }: PreparedRevision, after: Snapshot): Promise<void> {
    const newest = (await openBook(engine.context, this.#target, never).revisions.list()).at(-1);
    expect(newest?.status).toBe('deployed');
    const names = entries.map(({ ref }) => formatRef(ref));
    for (const [name, object] of after) {
      const isKept = ['PersistentVolumeClaim', 'Namespace'].includes(object.kind);
      if (isOwn(object, this.#target) && !isKept) expect(names, `${name} was left behind`).toContain(name);
    }
    this.#revisions.set(newest?.revision ?? 0, { names, values: ownedValues(after, names) });
  }

  #look(): Promise<Snapshot> {
    return snapshot(engine.context.client, this.namespace);
  }

  /** As a stranger; what is not there, or cannot be changed, is left. */
  async #write(method: 'POST' | 'PATCH' | 'DELETE', what: string, body?: object): Promise<void> {
    const path = `/api/v1/namespaces/${this.namespace}/${what}`;
    const content = body === undefined ? {} : { body, query: { fieldManager: 'stranger' } };
    const type = method === 'PATCH' ? { contentType: 'application/merge-patch+json' } : {};
    await engine.context.client.request({ method, path, ...content, ...type }).catch(() => {});
  }
}

const BARE = { apiVersion: 'v1', kind: 'ConfigMap', data: { a: 'of a stranger' } };
const EDITS: Readonly<Record<string, object>> = {
  configmaps: { data: { a: 'of a stranger', more: 'of a stranger' } },
  secrets: { data: { a: 'b2Y=' } },
  services: { spec: { selector: { app: 'of-a-stranger' } } },
};

it('does what its plans say, twice nothing, back to what was, and takes nothing from anybody', async () => {
  const { ODIN_PROPERTY_SEED, ODIN_PROPERTY_PATH, ODIN_PROPERTY_RUNS } = process.env;
  const lives = fc.asyncProperty(life, async (steps) => {
    const one = new Life(engine.namespaceFor(`${Math.random().toString(36).slice(2, 6)}`));
    for (const step of steps) await one.take(step);
  });
  const details = await fc.check(lives, {
    numRuns: Number(ODIN_PROPERTY_RUNS ?? 1_000),
    interruptAfterTimeLimit: BUDGET_MS,
    ...(ODIN_PROPERTY_SEED === undefined ? {} : { seed: Number(ODIN_PROPERTY_SEED) }),
    ...(ODIN_PROPERTY_PATH === undefined ? {} : { path: ODIN_PROPERTY_PATH }),
  });
  const { seed, numRuns, counterexamplePath } = details;
  const path = counterexamplePath === null ? '' : ` ODIN_PROPERTY_PATH=${counterexamplePath}`;
  console.log(`${numRuns} lives of a release; again with ODIN_PROPERTY_SEED=${seed}${path}`);
  if (details.failed) throw new Error(fc.defaultReportMessage(details), { cause: details.errorInstance });
  expect(numRuns).toBeGreaterThan(0);
});
