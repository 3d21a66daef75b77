// The built-in stack as a release that meets faults: its pods are real, so it needs a cluster with a node.
import { fileURLToPath } from 'node:url';
import type { KubeClient } from '../../electron/kube/client.ts';
import type { Desired } from '../../electron/release/wanted/desired.ts';
import { readCapabilities } from '../../electron/stack/cluster-checks/capabilities.ts';
import { placeIn } from '../../electron/stack/manifests/place.ts';
import { renderStack } from '../../electron/stack/render.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import { STACK_NAMESPACE } from '../../shared/model/stack.ts';
import { type State, type Subject, VERSIONS } from './subject.ts';

const RELEASE = 'odin';
const assetsDir = fileURLToPath(new URL('../../assets/stack', import.meta.url));

/** From `a` to `b` Prometheus keeps its data for less long, so that its pod is replaced, and one object comes. */
export async function stackSubject(client: KubeClient): Promise<Subject> {
  const capabilities = await readCapabilities(client, new AbortController().signal);
  const { objects, createOnly } = await renderStack({ assetsDir, namespace: STACK_NAMESPACE, capabilities });
  // The namespace is the lane's: it is there before the release, and outlives it.
  const stack = objects.filter(({ kind }) => kind !== 'Namespace');
  const added = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'added' }, data: { by: RELEASE } };
  const desired = (state: State, namespace: string): Desired => ({
    release: RELEASE,
    namespace,
    version: VERSIONS[state],
    objects: placeIn(namespace, state === 'a' ? stack : [...reworded(stack, 'time: 15d', 'time: 10d'), added]),
    createOnly: placeIn(namespace, createOnly),
    skipped: [],
  });
  return {
    release: RELEASE,
    verifyMs: 90_000,
    desired,
    hopeless(state, namespace) {
      const { objects, ...rest } = desired(state, namespace);
      const bad = reworded(objects, 'registry.k8s.io/kube-state-metrics/', 'example.com/nobody/');
      return { ...rest, version: '3.0.0', objects: bad };
    },
  };
}

function reworded(objects: readonly KubeObject[], from: string, to: string): readonly KubeObject[] {
  const text = JSON.stringify(objects);
  if (!text.includes(from)) throw new Error(`The stack has no "${from}" to change.`);
  return JSON.parse(text.replaceAll(from, to));
}
