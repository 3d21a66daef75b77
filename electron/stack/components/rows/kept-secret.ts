// A Secret that ODIN invents: made once, never overwritten, and kept by an uninstall.
import type { KubeObject } from '../../../../shared/model/object.ts';

/** The name of a Secret, and its owner as labels say it. */
interface SecretIdentity {
  readonly namespace: string;
  readonly name: string;
  readonly app: string;
  readonly component: string;
}

/** An opaque Secret with these texts. */
export function keptSecret(identity: SecretIdentity, texts: Readonly<Record<string, string>>): KubeObject {
  const { namespace, name, app, component } = identity;
  const encoded = Object.entries(texts).map(([key, text]) => [key, Buffer.from(text).toString('base64')]);
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name,
      namespace,
      labels: {
        'app.kubernetes.io/name': app,
        'app.kubernetes.io/component': component,
        'app.kubernetes.io/part-of': 'odin',
      },
      annotations: { 'helm.sh/resource-policy': 'keep' },
    },
    type: 'Opaque',
    data: Object.fromEntries(encoded),
  };
}
