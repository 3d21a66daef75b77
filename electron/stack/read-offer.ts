// Reads what the newest stack brings and asks for, before any cluster is chosen.
import { STACK_NAMESPACE } from '../../shared/model/stack.ts';
import type { StackOffer } from '../../shared/model/stack-offer.ts';
import { COMPLETE_CLUSTER } from './cluster-checks/capabilities.ts';
import { offerOf } from './offer.ts';
import { renderStack } from './render.ts';

/** With its default settings, on a cluster that lacks nothing. `assetsDir` is the `assets/stack` folder. Throws as `renderStack`. */
export async function readOffer(assetsDir: string): Promise<StackOffer> {
  const { version, objects } = await renderStack({
    assetsDir,
    namespace: STACK_NAMESPACE,
    capabilities: COMPLETE_CLUSTER,
    makesSecrets: false,
  });
  return { version, ...offerOf(objects) };
}
