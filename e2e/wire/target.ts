// The API server that the fault suites run before: that of ODIN_E2E_API_KUBECONFIG, a real one, in `npm run test:cluster`.
import { KubeConfig } from '@kubernetes/client-node';

/** A server that may be written to. */
export interface Target {
  readonly kubeconfig: string;
  readonly context: string;
  stop(): Promise<void>;
}

/** Why there is none, as a test's reason to be skipped. */
export const NO_TARGET = 'no API server to write to: ODIN_E2E_API_KUBECONFIG is not set';

/** Finds it; undefined when there is none. */
export async function startTarget(): Promise<Target | undefined> {
  const kubeconfig = process.env.ODIN_E2E_API_KUBECONFIG;
  if (!kubeconfig) return undefined;
  const config = new KubeConfig();
  config.loadFromFile(kubeconfig);
  return { kubeconfig, context: config.getCurrentContext(), stop: async () => undefined };
}
