// Puts the demo cluster's GPU to sleep and wakes it, through its API, as `kubectl apply` would: its day has hours of either.
import { connect } from '../../electron/kube/connect.ts';
import { demoKubeconfig } from './demo-failure.ts';

/** Holds from now on; `day` lets it be as its work has it. */
export async function setDemoGpu(home: string, choice: 'asleep' | 'awake' | 'day'): Promise<void> {
  const client = await connect({ file: demoKubeconfig(home), context: 'demo' });
  try {
    await client.request({
      method: 'PATCH',
      path: '/api/v1/namespaces/kube-system/configmaps/odin-demo?fieldManager=test&force=true',
      contentType: 'application/apply-patch+yaml',
      body: {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'odin-demo', namespace: 'kube-system' },
        data: { gpu: choice },
      },
    });
  } finally {
    await client.close();
  }
}
