// Makes the Grafana of a stack trust ODIN's gateway, where its version of the stack does not do so yet.
import type { KubeClient } from '../../electron/kube/client.ts';

const PATH = '/apis/apps/v1/namespaces/monitoring/deployments/grafana';
const SETTINGS = {
  GF_AUTH_JWT_ENABLED: 'true',
  GF_AUTH_JWT_HEADER_NAME: 'X-JWT-Assertion',
  GF_AUTH_JWT_KEY_FILE: '/etc/grafana/gateway/public.pem',
  GF_AUTH_JWT_USERNAME_CLAIM: 'sub',
  GF_AUTH_JWT_EMAIL_CLAIM: 'email',
  GF_AUTH_JWT_AUTO_SIGN_UP: 'true',
  GF_AUTH_JWT_ROLE_ATTRIBUTE_PATH: 'role',
  GF_AUTH_JWT_EXPECT_CLAIMS: '{"iss":"odin","aud":"grafana"}',
};

/** Patches the Deployment as a person would; its pods are replaced. */
export async function trustGateway(client: KubeClient): Promise<void> {
  const { body } = await client.request({ path: PATH, signal: AbortSignal.timeout(10_000) });
  if (JSON.stringify(body).includes('GF_AUTH_JWT_ENABLED')) return;
  const container = {
    name: 'grafana',
    env: Object.entries(SETTINGS).map(([name, value]) => ({ name, value })),
    volumeMounts: [{ name: 'gateway', mountPath: '/etc/grafana/gateway', readOnly: true }],
  };
  const secret = { secretName: 'grafana-gateway', items: [{ key: 'public.pem', path: 'public.pem' }] };
  await client.request({
    method: 'PATCH',
    path: PATH,
    contentType: 'application/strategic-merge-patch+json',
    body: { spec: { template: { spec: { containers: [container], volumes: [{ name: 'gateway', secret }] } } } },
  });
}
