// The doctor on a real node: links are broken for real, each is named with what the cluster itself says, and what ODIN may
// put back it puts back. The node's files are not read: its namespaces are its own.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Session } from '../../electron/session/session.ts';
import { type DoctorLink, type DoctorReport, doctorReportSchema } from '../../shared/model/doctor.ts';
import { odin } from '../app/odin.ts';
import { succeeded } from '../engine/odin.ts';
import { openSession } from './open-session.ts';
import { STACK, stackRelease } from './stack-release.ts';
import { toldJson } from './told-json.ts';

const { engine, desired } = stackRelease('doctor');
const { kubectl, kubeconfig } = engine;
const EXPORTER = 'nvidia-gpu-exporter';
const never = new AbortController().signal;
const inside = (...args: string[]) => kubectl(['-n', STACK.namespace, ...args]);
let session: Session;
let home = '';

const command = (...args: string[]) => odin(args, { KUBECONFIG: kubeconfig, ODIN_STATE_DIR: home });

/** Waits until this is what is found; the first broken link. */
async function found(link: DoctorLink['name'] | undefined, cause?: string): Promise<DoctorLink | undefined> {
  let report: DoctorReport | undefined;
  await vi.waitFor(
    async () => {
      report = await session.doctor(never);
      const first = report.links.find(({ name }) => name === report?.first);
      expect([first?.name, first?.cause], JSON.stringify(report, null, 1)).toEqual([link, cause]);
      if (link === undefined) expect(report.level, JSON.stringify(report, null, 1)).toBe('whole');
    },
    { timeout: 180_000, interval: 2_000 },
  );
  return report?.links.find(({ name }) => name === report?.first);
}

async function putBack(): Promise<void> {
  const { code, stderr } = await command('drift', '--put-back', '--yes');
  expect(code, stderr).toBe(0);
}

const restartExporter = () => inside('delete', 'pod', '-l', `app.kubernetes.io/name=${EXPORTER}`, '--wait=true');

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'odin-doctor-'));
  session = await openSession(engine);
});

afterAll(async () => {
  await session?.dispose();
  await rm(home, { recursive: true, force: true });
});

it('says before an install that nothing is broken up to the stack', async () => {
  const { code, stdout } = await command('--json', 'doctor');
  expect(code).toBe(5);
  const report = doctorReportSchema.parse(toldJson(stdout));
  expect(report).toMatchObject({ level: 'notInstalled', isOnNode: false });
  expect(report.links.find(({ name }) => name === 'runtimeClass')?.state).toBe('ok');
});

it('finds nothing broken once the stack is there, by what the exporter reads', async () => {
  succeeded(await engine.apply(await engine.plan(await desired())));
  session.settings.forget();
  await found(undefined);
  const { code, stdout } = await command('doctor');
  expect(code, stdout).toBe(0);
  expect(stdout).toContain('Nothing is broken from the driver to the charts.');
}, 400_000);

it('names an exporter that does not start, with its last words, and puts it back', async () => {
  const container = { name: EXPORTER, args: ['--no-such-flag'] };
  const patch = { spec: { template: { spec: { containers: [container] } } } };
  await inside('patch', 'daemonset', EXPORTER, '-p', JSON.stringify(patch));
  const link = await found('exporter', 'exporterDown');
  expect(link?.repair).toBe('putBack');
  expect(link?.evidence.map(({ says }) => says).join('\n')).toMatch(/0 of 1 pods are ready/);
  await putBack();
  await found(undefined);
}, 600_000);

it('names a target that a network policy refuses, and puts the policy back', async () => {
  await inside('delete', 'networkpolicy', EXPORTER);
  // A connection that is there outlives the policy that let it in.
  await restartExporter();
  const link = await found('target', 'targetRefused');
  expect(link?.evidence.map(({ says }) => says).join('\n')).toMatch(/connection refused|deadline exceeded|timeout/);
  await putBack();
  await found(undefined);
}, 600_000);

it('names recording rules that are gone, and puts them back', async () => {
  const remove = [{ op: 'remove', path: '/data/gpu-recording.yaml' }];
  await inside('patch', 'configmap', 'prometheus-rules', '--type=json', '-p', JSON.stringify(remove));
  // A volume follows its ConfigMap within a minute or two; a new pod has it at once.
  await inside('delete', 'pod', 'prometheus-0', '--wait=true');
  await found('series', 'ruleMissing');
  await putBack();
  await inside('delete', 'pod', 'prometheus-0', '--wait=true');
  await found(undefined);
}, 600_000);

it('names a RuntimeClass that is missing, and one whose handler no node has', async () => {
  const kept = JSON.parse(await kubectl(['get', 'runtimeclass', 'nvidia', '-o', 'json']));
  const made = (handler: string) => {
    const runtimeClass = { apiVersion: kept.apiVersion, kind: kept.kind, metadata: { name: 'nvidia' }, handler };
    return kubectl(['create', '-f', '-'], { input: JSON.stringify(runtimeClass) });
  };
  await kubectl(['delete', 'runtimeclass', 'nvidia']);
  try {
    await found('runtimeClass', 'noRuntimeClass');
    await made('absent');
    await restartExporter();
    const link = await found('handler', 'noHandler');
    expect(link?.evidence.map(({ says }) => says).join('\n')).toMatch(/no runtime for "absent"/);
  } finally {
    await kubectl(['delete', 'runtimeclass', 'nvidia', '--ignore-not-found']);
    await made(kept.handler);
  }
  await restartExporter();
  await found(undefined);
}, 600_000);
