// Putting back what was shown takes exactly those fields from exactly those managers; whatever another took since is asked about.
import fc from 'fast-check';
import { beforeEach, expect, it } from 'vitest';
import type { KubeRequest } from '../../electron/kube/client.ts';
import type { SeenEdit } from '../../shared/model/drift.ts';
import { seenEdits } from '../../shared/model/seen-edits.ts';
import type { Ground } from './ground.ts';
import { configMap } from './objects.ts';
import { type Desired, intercepted, odinOn, succeeded } from './odin.ts';
import { releaseObjects, webRelease } from './release-objects.ts';

const KEYS = ['answer', 'mode', 'dotted.key'] as const;
const MANAGERS = ['odin-control-panel-edit', 'kubectl-edit', 'argo'] as const;
const CONTENT = { answer: 'yes', mode: '0644', 'dotted.key': 'as wanted' };

/** Registers them. */
export function putBackScenarios(ground: Ground): void {
  const { odin } = ground;
  let namespace = '';
  let desired: Desired;

  beforeEach(async () => {
    namespace = ground.namespaceFor('put-back');
    const web = releaseObjects(namespace).filter(({ kind }) => kind === 'Deployment');
    desired = webRelease(namespace, [...web, configMap('edited', CONTENT)]);
    await odin.installed(desired);
  });

  const seen = async (): Promise<readonly SeenEdit[]> => seenEdits(await odin.drift(desired));
  const content = async () => (await ground.person.get(namespace, 'configmap/edited')).data;
  const write = (manager: string, data: Record<string, string>) =>
    ground.person.patch(namespace, 'configmap/edited', { data }, manager);

  it('undoes what was shown without a further consent, whoever did it', async () => {
    await write('odin-control-panel-edit', { answer: 'no', 'dotted.key': 'other' });
    await write('kubectl-edit', { mode: '0600' });
    await ground.person.scale(namespace, 'deployment/web', 2);
    await ground.person.setImage(namespace, 'deployment/web', { web: 'busybox:1.38' });
    const { plan } = await odin.planPutBack(desired, await seen());
    expect(plan).toMatchObject({ needs: [], blockers: [], consent: [] });
    expect(plan.changes.find(({ ref }) => ref.kind === 'ConfigMap')?.reason).toMatch(/^taken from .*kubectl-edit/);
    succeeded(await odin.apply(await odin.planPutBack(desired, await seen())));
    expect((await odin.drift(desired)).objects).toEqual([]);
    expect(await content()).toEqual(CONTENT);
  });

  it('asks about everything where nothing was shown', async () => {
    await write('odin-control-panel-edit', { answer: 'no' });
    const { plan } = await odin.planPutBack(desired, []);
    expect(plan.needs).toEqual(['force']);
    expect(plan.blockers).toEqual([
      `ConfigMap/${namespace}/edited: data.answer is managed by odin-control-panel-edit.`,
    ]);
  });

  it('asks about what another took since, by any edits', async () => {
    const edits = fc.array(fc.record({ manager: fc.constantFrom(...MANAGERS), key: fc.constantFrom(...KEYS) }), {
      maxLength: 4,
    });
    let count = 0;
    const make = async (list: readonly { readonly manager: string; readonly key: string }[]) => {
      const owners = new Map<string, string>();
      for (const { manager, key } of list) {
        count += 1;
        await write(manager, { [key]: `edit ${count}` });
        owners.set(key, manager);
      }
      return owners;
    };
    await fc.assert(
      fc.asyncProperty(edits, edits, async (before, since) => {
        const first = await make(before);
        const shown = await seen();
        const later = await make(since);
        const isMore = [...later].some(([key, manager]) => first.get(key) !== manager);
        const prepared = await odin.planPutBack(desired, shown);
        expect(prepared.plan.needs).toEqual(isMore ? ['force'] : []);
        const held = await content();
        if (isMore) {
          await expect(odin.apply(prepared)).rejects.toMatchObject({ code: 'conflict' });
          expect(await content()).toEqual(held);
        }
        succeeded(await odin.apply(isMore ? await odin.planPutBack(desired, shown, ['force']) : prepared));
        expect(await content()).toEqual(CONTENT);
      }),
      { numRuns: 12 },
    );
  });

  it('refuses what another took after the plan was shown', async () => {
    await write('odin-control-panel-edit', { answer: 'no' });
    const prepared = await odin.planPutBack(desired, await seen());
    await write('argo', { answer: 'perhaps' });
    await expect(odin.apply(prepared)).rejects.toMatchObject({ code: 'conflict' });
    expect(await content()).toEqual({ ...CONTENT, answer: 'perhaps' });
  });

  it('takes nothing that another takes in the moment of writing', async () => {
    await write('odin-control-panel-edit', { answer: 'no' });
    const isWrite = ({ method, path, query }: KubeRequest): boolean =>
      method === 'PATCH' && path.endsWith('/configmaps/edited') && query?.force === true && query.dryRun === undefined;
    let isTaken = false;
    const late = odinOn(() =>
      intercepted(ground.client, async (request) => {
        if (isWrite(request) && !isTaken) {
          isTaken = true;
          await write('argo', { answer: 'perhaps' });
        }
        return ground.client.request(request);
      }),
    );
    const operation = await late.apply(await late.planPutBack(desired, await seen()));
    expect(isTaken).toBe(true);
    expect(operation.phase).toBe('failed');
    expect(operation.error).toContain(`ConfigMap/${namespace}/edited: data.answer: managed by argo now.`);
    expect((await content())?.answer).toBe('perhaps');
  });

  it('is not hindered by an object that moves while it is written', async () => {
    await write('odin-control-panel-edit', { answer: 'no' });
    let moves = 0;
    const busy = odinOn(() =>
      intercepted(ground.client, async (request) => {
        const isForced = request.path.endsWith('/configmaps/edited') && request.query?.force === true;
        if (isForced && moves < 3) {
          moves += 1;
          await ground.person.annotate(namespace, 'configmap/edited', { moved: `${moves}` });
        }
        return ground.client.request(request);
      }),
    );
    const prepared = await odin.planPutBack(desired, await seen());
    succeeded(await busy.apply(prepared));
    expect(moves).toBe(3);
    expect(await content()).toEqual(CONTENT);
  });
}
