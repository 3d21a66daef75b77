// The stack's manifests as they are, judged by those who have the say, before anything of them runs.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { connect } from '../../electron/kube/connect.ts';
import {
  COMPLETE_CLUSTER as capabilities,
  readCapabilities,
} from '../../electron/stack/cluster-checks/capabilities.ts';
import { allowedSelections, pairwise } from '../../electron/stack/components/combinations.testkit.ts';
import { readComponents } from '../../electron/stack/manifests/component-folders.ts';
import { kustomize } from '../../electron/stack/manifests/kustomize.ts';
import { parseManifests } from '../../electron/stack/manifests/yaml.ts';
import { renderStack } from '../../electron/stack/render.ts';
import { formatRef, type KubeObject, refOf } from '../../shared/model/object.ts';
import { sharedCluster } from '../cluster/cluster.ts';
import { checkConfig } from './promtool.ts';

const assetsDir = fileURLToPath(new URL('../../assets/stack', import.meta.url));
const { kubeconfig, kubectl, tryKubectl } = sharedCluster();

let directory = '';
let objects: readonly KubeObject[] = [];

beforeAll(async () => {
  const { version, objects: all } = await renderStack({ assetsDir, namespace: 'monitoring', capabilities });
  [directory, objects] = [join(assetsDir, version), all];
  // A dry run of what is in a namespace asks for the namespace.
  const namespace = all.filter(({ kind }) => kind === 'Namespace');
  await kubectl(['create', '-f', '-'], { input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items: namespace }) });
});

afterAll(() => kubectl(['delete', '--ignore-not-found', 'namespace', 'monitoring']));

it('is read by ODIN as kubectl reads it, each component and the whole', async () => {
  const parts = (await readComponents(directory)).map((component) => component.directory);
  // kubectl sorts by kind; ODIN keeps the order of the files, and applies in stages.
  const sorted = (some: readonly KubeObject[]) => some.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const keyOf = (object: KubeObject) => formatRef(refOf(object));
  for (const part of [directory, ...parts]) {
    const theirs = parseManifests(await kubectl(['kustomize', part]), 'kubectl');
    expect(theirs, part).not.toEqual([]);
    expect(sorted(await kustomize(part)), part).toEqual(sorted(theirs));
  }
  expect(sorted(await kustomize(directory))).toEqual(sorted(objects));
});

it('finds on this cluster what the stack asks for', async () => {
  const client = await connect({ file: kubeconfig, context: await currentContext() });
  try {
    const { runtimeClasses, storageClasses, ingressClasses } = await readCapabilities(
      client,
      AbortSignal.timeout(10_000),
    );
    const names = async (kind: string) => (await kubectl(['get', kind, '-o', 'name'])).trim().split('\n').sort();
    expect(runtimeClasses.map(({ name }) => `runtimeclass.node.k8s.io/${name}`).sort()).toEqual(
      await names('runtimeclass'),
    );
    if (storageClasses === 'any' || ingressClasses === 'any') throw new Error('the cluster was asked');
    expect(storageClasses.map(({ name }) => `storageclass.storage.k8s.io/${name}`).sort()).toEqual(
      await names('storageclass'),
    );
    expect(storageClasses.some(({ isDefault }) => isDefault)).toBe(true);
    expect(ingressClasses.map(({ name }) => `ingressclass.networking.k8s.io/${name}`).sort()).toEqual(
      (await names('ingressclass')).filter((name) => name !== ''),
    );
  } finally {
    await client.close();
  }
});

it('is accepted by the API server, every field known to it, with every pair of choices', async () => {
  const components = await readComponents(directory);
  const dryRun = ['apply', '--server-side', '--dry-run=server', '--validate=strict', '-o', 'name'];
  const names = async (args: readonly string[], input = '') =>
    (await kubectl([...dryRun, ...args], { input })).trim().split('\n');
  expect(await names(['-k', directory])).toHaveLength(objects.length);
  for (const selection of pairwise(components, allowedSelections(components))) {
    const rendered = await renderStack({ assetsDir, namespace: 'monitoring', capabilities, components: selection });
    const items = [...rendered.objects, ...rendered.createOnly];
    const accepted = await names(['-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
    expect(accepted, [...selection].join()).toHaveLength(items.length);
  }
});

it('runs restricted, but for the parts that need the host', async () => {
  const namespace = 'stack-restricted';
  const label = 'pod-security.kubernetes.io/enforce=restricted';
  await kubectl(['create', 'namespace', namespace]);
  try {
    await kubectl(['label', 'namespace', namespace, label]);
    const refused: string[] = [];
    const components = await readComponents(directory);
    const all = await Promise.all(components.map((component) => kustomize(component.directory)));
    for (const object of all.flat()) {
      const template = templateOf(object);
      if (template === undefined) continue;
      const pod = { ...template, apiVersion: 'v1', kind: 'Pod', metadata: { name: 'trial', namespace } };
      // Accounts of the stack are not in this namespace.
      const input = JSON.stringify({ ...pod, spec: { ...template.spec, serviceAccountName: 'default' } });
      const { code, stderr } = await tryKubectl(['create', '--dry-run=server', '-f', '-'], { input });
      if (code !== 0) refused.push(`${object.metadata.name}: ${stderr}`);
    }
    expect(refused.sort()).toEqual([
      expect.stringMatching(/^alloy: .*violates PodSecurity.*restricted volume types.*runAsNonRoot/),
      expect.stringMatching(
        /^node-exporter: .*violates PodSecurity.*host namespaces \(hostNetwork=true, hostPID=true\)/,
      ),
      expect.stringMatching(/^nvidia-device-plugin: .*violates PodSecurity.*restricted volume types.*runAsNonRoot/),
    ]);
  } finally {
    await kubectl(['delete', 'namespace', namespace, '--wait=false']);
  }
});

it('has a configuration that promtool accepts, with the files that it names where the pod mounts them', async ({
  skip,
}) => {
  const outcome = await checkConfig(objects);
  if (outcome === undefined) return skip('promtool is not in the PATH');
  expect(`${outcome.stdout}${outcome.stderr}`).toContain('SUCCESS');
  expect(outcome.code).toBe(0);
});

interface PodTemplate {
  readonly spec: Readonly<Record<string, unknown>>;
}

const workloadSchema = z.object({
  template: z.object({ spec: z.looseObject({ containers: z.array(z.unknown()) }) }),
});

function templateOf(object: KubeObject): PodTemplate | undefined {
  return workloadSchema.safeParse(object.spec).data?.template;
}

async function currentContext(): Promise<string> {
  return (await kubectl(['config', 'current-context'])).trim();
}
