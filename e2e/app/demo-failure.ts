// Switches the demo cluster's scripted failures on and off, through its API, as `kubectl annotate` would.
import { join } from 'node:path';
import { connect } from '../../electron/kube/connect.ts';
import { stateDir } from '../../electron/paths.ts';

/** The demo cluster's kubeconfig, once an app with this home has started it. */
export function demoKubeconfig(home: string): string {
  return join(stateDir({ ...process.env, HOME: home }, process.platform), 'demo', 'kubeconfig');
}

/** Lets a Deployment of the stack fail in one of the demo cluster's ways (`image`, `crash`, …); null mends it. */
export async function setDemoFailure(home: string, deployment: string, failure: string | null): Promise<void> {
  const client = await connect({ file: demoKubeconfig(home), context: 'demo' });
  try {
    await client.request({
      method: 'PATCH',
      path: `/apis/apps/v1/namespaces/monitoring/deployments/${deployment}`,
      contentType: 'application/merge-patch+json',
      body: { metadata: { annotations: { 'demo.odin/fail': failure } } },
    });
  } finally {
    await client.close();
  }
}
