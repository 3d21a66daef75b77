// The common ground of all namespaces of a suite: the API server past every proxy, and the cluster-scoped objects that the release stands on.
import { setTimeout as sleep } from 'node:timers/promises';
import type { KubeClient } from '../../electron/kube/client.ts';
import { connect } from '../../electron/kube/connect.ts';
import { Discovery } from '../../electron/kube/discovery.ts';
import { controlLaggards } from './laggards.ts';
import type { Subject } from './subject.ts';
import { GROUND } from './web.ts';

export interface Ground {
  readonly kubeconfig: string;
  readonly context: string;
  readonly client: KubeClient;
  /** The release that all namespaces are about. */
  readonly subject: Subject;
  readonly discovery: Discovery;
  /** A name that no other run has. */
  nextNamespace(): string;
  close(): Promise<void>;
}

export async function openGround(kubeconfig: string, context: string, subject: Subject): Promise<Ground> {
  const client = await connect({ file: kubeconfig, context });
  for (const object of GROUND) {
    const plural = object.kind === 'StorageClass' ? 'storageclasses' : 'customresourcedefinitions';
    const path = `/apis/${object.apiVersion}/${plural}/${object.metadata.name}`;
    const query = { fieldManager: 'faults', force: true };
    await client.request({ method: 'PATCH', path, query, contentType: 'application/apply-patch+yaml', body: object });
  }
  const isServed = (plural: string): Promise<boolean> =>
    client.request({ path: `/apis/faults.example/v1/${plural}` }).then(
      () => true,
      () => false,
    );
  for (const plural of ['gizmos', 'laggards']) while (!(await isServed(plural))) await sleep(50);
  const endLaggards = controlLaggards(client);
  const stamp = Date.now().toString(36);
  let opened = 0;
  const nextNamespace = (): string => {
    opened += 1;
    return `faults-${stamp}-${opened}`;
  };
  const close = async (): Promise<void> => {
    await endLaggards();
    await client.close();
  };
  return { kubeconfig, context, subject, client, discovery: new Discovery(client), nextNamespace, close };
}
