// The API server that the fault suite runs before: a real one, of ODIN_E2E_API_KUBECONFIG, in `npm run test:cluster`; else the demo cluster.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import { attachDemo } from '../../electron/demo/attach.ts';

/** A server that may be written to. */
export interface Target {
  readonly kubeconfig: string;
  readonly context: string;
  stop(): Promise<void>;
}

/** Finds or starts it. */
export async function startTarget(): Promise<Target> {
  const kubeconfig = process.env.ODIN_E2E_API_KUBECONFIG;
  if (kubeconfig) {
    const config = new KubeConfig();
    config.loadFromFile(kubeconfig);
    return { kubeconfig, context: config.getCurrentContext(), stop: async () => undefined };
  }
  const stateDir = await mkdtemp(join(tmpdir(), 'odin-wire-demo-'));
  const demo = await attachDemo({ stateDir });
  const stop = async (): Promise<void> => {
    await demo.dispose();
    await rm(stateDir, { recursive: true, force: true });
  };
  return { kubeconfig: demo.kubeconfigPath, context: demo.context, stop };
}
