// The built-in stack as manifests that any program can take: what ODIN would generate is among them, the Namespace is not.
import { join } from 'node:path';
import { assetsDir } from '../electron/assets.ts';
import { COMPLETE_CLUSTER } from '../electron/stack/cluster-checks/capabilities.ts';
import { renderStack } from '../electron/stack/render.ts';
import type { KubeObject } from '../shared/model/object.ts';

/** The whole stack for `namespace`, the GPU's part included. */
export async function stackObjects(namespace: string): Promise<readonly KubeObject[]> {
  const rendered = await renderStack({
    assetsDir: join(assetsDir(), 'stack'),
    namespace,
    capabilities: COMPLETE_CLUSTER,
  });
  return [...rendered.createOnly, ...rendered.objects].filter(({ kind }) => kind !== 'Namespace');
}
