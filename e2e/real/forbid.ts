// An admission policy of a cluster: no ConfigMap of a namespace may have a key `forbidden`.
import { vi } from 'vitest';
import type { Engine } from './engine.ts';

/** In force when this resolves, and gone after the test. Gives the policy's name. */
export async function forbid(engine: Engine, namespace: string): Promise<string> {
  const name = `${namespace}-policy`;
  engine.cleanUp(`validatingadmissionpolicy/${name}`, `validatingadmissionpolicybinding/${name}`);
  const policy = {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name },
    spec: {
      matchConstraints: {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
        resourceRules: [
          { apiGroups: [''], apiVersions: ['v1'], resources: ['configmaps'], operations: ['CREATE', 'UPDATE'] },
        ],
      },
      validations: [
        { expression: "!has(object.data) || !('forbidden' in object.data)", message: 'the house forbids it' },
      ],
    },
  };
  const binding = {
    ...policy,
    kind: 'ValidatingAdmissionPolicyBinding',
    spec: { policyName: name, validationActions: ['Deny'] },
  };
  for (const one of [policy, binding]) await engine.kubectl(['create', '-f', '-'], { input: JSON.stringify(one) });
  const probe = ['create', 'configmap', 'probe', '-n', namespace, '--from-literal=forbidden=1', '--dry-run=server'];
  await vi.waitFor(
    async () => {
      if ((await engine.tryKubectl(probe)).code === 0) throw new Error('the policy is not in force');
    },
    { timeout: 60_000, interval: 300 },
  );
  return name;
}
