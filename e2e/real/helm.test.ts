// ODIN's doings as a real Helm 3 and a real Helm 4 tell them: after every verb all three say the same.
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { readHistory } from '../../electron/release/look/history.ts';
import { openBook } from '../../electron/release/record/book.ts';
import type { Desired } from '../../electron/release/wanted/desired.ts';
import { formatRef, type KubeObject, refOf } from '../../shared/model/object.ts';
import type { Operation } from '../../shared/model/operation.ts';
import { apiServer } from '../cluster/cluster.ts';
import type { HelmMajor } from '../cluster/helm.ts';
import { claim, configMap } from '../engine/objects.ts';
import { webRelease } from '../engine/release-objects.ts';
import { chartOf, removeChartsAfterwards } from './chart.ts';
import { engineOn, hopelessJob } from './engine.ts';

const engine = engineOn('helm', apiServer());
removeChartsAfterwards();
const never = new AbortController().signal;
const HELMS = [3, 4] as const;

/** Helm 4 lists every status unasked, and has no flag for it any more. */
const allStatuses = (major: HelmMajor) => (major === 3 ? ['--all'] : []);

/** A revision in Helm's words. */
type Row = readonly [revision: number, status: string, version: string, description: string | RegExp];

interface History {
  readonly revision: number;
  readonly updated: string;
  readonly status: string;
  readonly chart: string;
  readonly app_version: string;
  readonly description: string;
}

/** The release with another answer in its configuration and, with it, other objects and another version. */
function variant(desired: Desired, version: string, more: readonly KubeObject[] = []): Desired {
  const objects = desired.objects
    .filter(({ kind }) => kind !== 'PodDisruptionBudget')
    .map((one) => (one.kind === 'ConfigMap' ? configMap('web', { answer: version }) : one));
  return { ...desired, version, objects: [...objects, ...more] };
}

/** Both Helms list exactly these revisions, ODIN reads the same, and the newest deployed one is what is in the cluster. */
async function expectAgreement(desired: Desired, rows: readonly Row[]): Promise<void> {
  const { namespace } = desired;
  const newest = rows.at(-1);
  const [own] = await readHistory(openBook(engine.context, desired, never));
  const labels = await openBook(engine.context, desired, never).revisions.list();
  expect(labels).toEqual(rows.map(([revision, status]) => ({ revision, status })));
  for (const major of HELMS) {
    const told = async (...args: readonly string[]) =>
      JSON.parse(await engine.helm(major, ...args, '-n', namespace, '-o', 'json'));
    const history: readonly History[] = await told('history', 'web');
    expect(history, `helm ${major} history`).toMatchObject(
      rows.map(([revision, status, version, description]) => ({
        revision,
        status,
        chart: `web-${version}`,
        app_version: version,
        description: typeof description === 'string' ? description : expect.stringMatching(description),
      })),
    );
    const last = history.at(-1);
    expect(own).toMatchObject({
      revision: last?.revision,
      status: last?.status,
      description: last?.description,
      version: last?.app_version,
    });
    expect(Date.parse(last?.updated ?? '')).toBe(own?.deployedAt);
    expect(await told('list', ...allStatuses(major)), `helm ${major} list`).toMatchObject([
      {
        name: 'web',
        namespace,
        revision: `${newest?.[0]}`,
        status: newest?.[1],
        chart: `web-${newest?.[2]}`,
        app_version: newest?.[2],
      },
    ]);
    const status = await told('status', 'web');
    expect(status, `helm ${major} status`).toMatchObject({
      name: 'web',
      namespace,
      version: newest?.[0],
      info: { status: newest?.[1], description: last?.description },
    });
    const all = await engine.helm(major, 'get', 'all', 'web', '-n', namespace);
    expect(all).toContain(`REVISION: ${newest?.[0]}\n`);
    for (const [revision] of rows) {
      const args = ['get', 'manifest', 'web', '-n', namespace, '--revision', `${revision}`];
      const manifest = await engine.helm(major, ...args);
      const recorded = await openBook(engine.context, desired, never).revisions.read(revision);
      expect(manifest.trim(), `helm ${major} get manifest of ${revision}`).toBe(recorded?.manifest.trim());
      if (revision === newest?.[0] && newest[1] === 'deployed') await expectLive(desired, manifest);
    }
  }
}

/** Nothing to change for kubectl, and nothing in ODIN's inventory that Helm does not know but what is kept. */
async function expectLive(desired: Desired, manifest: string): Promise<void> {
  expect(await engine.tryKubectl(['diff', '-f', '-'], { input: manifest })).toMatchObject({ code: 0, stdout: '' });
  const known = parseAllDocuments(manifest, { version: '1.1' }).map((one) => formatRef(refOf(one.toJS())));
  const state = (await openBook(engine.context, desired, never).state.read())?.state;
  const own = state?.inventory.filter(({ policy }) => policy === 'delete').map((item) => formatRef(item));
  expect(known).toEqual(expect.arrayContaining(own ?? []));
  const wanted = state?.inventory.map((item) => formatRef(item)) ?? [];
  expect(wanted).toEqual(expect.arrayContaining(known));
}

it('follows a release from its install to its end', async () => {
  const namespace = engine.namespaceFor('life');
  const first = webRelease(namespace);
  const second = variant(first, '2.0.0', [configMap('extra', { only: 'in two' })]);
  const bad = variant(first, '3.0.0', [hopelessJob('migrate')]);
  const history: Row[] = [[1, 'deployed', '1.2.3', 'Install complete']];
  await engine.installed(first);
  await expectAgreement(first, history);

  await engine.installed(second);
  history.splice(0, 1, [1, 'superseded', '1.2.3', 'Install complete'], [2, 'deployed', '2.0.0', 'Upgrade complete']);
  await expectAgreement(first, history);

  const failed = await engine.apply(await engine.plan(bad));
  expect(failed).toMatchObject({ phase: 'failed', rolledBackTo: 2 });
  const reason = failed.error ?? '';
  expect(reason).toMatch(/^Job\/.*\/migrate: .*deadline/);
  history.splice(
    1,
    1,
    [2, 'superseded', '2.0.0', 'Upgrade complete'],
    [3, 'failed', '3.0.0', reason],
    [4, 'deployed', '2.0.0', 'Rollback to 2'],
  );
  await expectAgreement(first, history);

  await engine.apply(await engine.planRollback(first, 1));
  history.splice(3, 1, [4, 'superseded', '2.0.0', 'Rollback to 2'], [5, 'deployed', '1.2.3', 'Rollback to 1']);
  await expectAgreement(first, history);
  expect(await engine.names(namespace, 'configmap,pdb')).toEqual([
    'configmap/kube-root-ca.crt',
    'configmap/web',
    'poddisruptionbudget.policy/web',
  ]);

  await engine.uninstalled(first);
  await expectNothing(namespace);
  await engine.installed(second);
  await expectAgreement(first, [[1, 'deployed', '2.0.0', 'Install complete']]);
  await engine.uninstalled(first, true);
  await expectNothing(namespace);
});

async function expectNothing(namespace: string): Promise<void> {
  for (const major of HELMS) {
    expect(JSON.parse(await engine.helm(major, 'list', ...allStatuses(major), '-n', namespace, '-o', 'json'))).toEqual(
      [],
    );
    expect(await engine.tryHelm(major, 'status', 'web', '-n', namespace)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('release: not found'),
    });
  }
}

describe('a first install that fails', () => {
  it('is a failed release to both, which an uninstall ends', async () => {
    const namespace = engine.namespaceFor('first');
    const desired = variant(webRelease(namespace), '1.0.0', [hopelessJob('migrate')]);
    const { phase, error = '' } = await engine.apply(await engine.plan(desired));
    expect(phase).toBe('failed');
    await expectAgreement(desired, [[1, 'failed', '1.0.0', error]]);
    await engine.uninstalled(desired);
    await expectNothing(namespace);
  });
});

describe('while ODIN is at work', () => {
  it.each(HELMS)('Helm %i sees a pending release and begins nothing', async (major) => {
    const namespace = engine.namespaceFor(`busy${major}`);
    const desired = webRelease(namespace);
    await engine.installed(desired);
    const chart = await chartOf('web', '9.0.0', [configMap('web', { answer: 'of helm' })]);
    const look = async () => {
      const list = await engine.helm(major, 'list', ...allStatuses(major), '-n', namespace, '-o', 'json');
      const { code, stderr } = await engine.tryHelm(major, 'upgrade', 'web', chart, '-n', namespace);
      return { statuses: JSON.parse(list).map(({ status }: History) => status), code, stderr };
    };
    let looking: ReturnType<typeof look> | undefined;
    const controller = new AbortController();
    const endless = variant(desired, '2.0.0', [claim('endless')]);
    const note = ({ phase }: Operation) => {
      if (phase === 'verifying') looking ??= look().finally(() => controller.abort());
    };
    const operation = await engine.apply(await engine.plan(endless), note, controller.signal);
    expect(operation).toMatchObject({ phase: 'cancelled' });
    expect(await looking).toMatchObject({
      statuses: ['pending-upgrade'],
      code: 1,
      stderr: expect.stringContaining('another operation (install/upgrade/rollback) is in progress'),
    });
    await expectAgreement(desired, [
      [1, 'deployed', '1.2.3', 'Install complete'],
      [2, 'failed', '2.0.0', 'Cancelled.'],
    ]);
  });
});
