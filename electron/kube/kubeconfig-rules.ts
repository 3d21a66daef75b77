// The rules that kubectl holds a cluster and a user to before it goes to them. No sentence has anything secret in it.
// Source: https://github.com/kubernetes/client-go/blob/v0.36.3/tools/clientcmd/validation.go
import type { KubeconfigCluster, KubeconfigUser } from './kubeconfig-file.ts';
import { readServer, type ServerAddress } from './server-address.ts';

/** Why a cluster cannot be used, or where it is. */
export function checkCluster(
  cluster: KubeconfigCluster,
): (ServerAddress & { readonly problem?: never }) | { readonly problem: string } {
  const isInsecure = cluster['insecure-skip-tls-verify'] === true;
  const hasAuthority = (cluster['certificate-authority'] ?? cluster['certificate-authority-data']) !== undefined;
  if (cluster.server === '') return { problem: 'it has no server' };
  const server = readServer(cluster.server);
  if (server === undefined) return { problem: `its server is not an http(s) address${shown(cluster.server)}` };
  if (isInsecure && hasAuthority && server.address.startsWith('https:')) {
    return { problem: 'it has a certificate authority and insecure-skip-tls-verify both: take one of them out' };
  }
  if (hasBoth(cluster['certificate-authority'], cluster['certificate-authority-data'])) {
    return { problem: 'it has certificate-authority and certificate-authority-data both: take one of them out' };
  }
  return server;
}

function hasBoth(file: string | null | undefined, data: string | null | undefined): boolean {
  return !!file && !!data;
}

/** What has nothing in it that could be a password. */
function shown(server: string): string {
  return /^[\w.-]{1,100}(:\d{1,5})?\/?$/.test(server) ? `: ${server}` : '';
}

const RULES: readonly (readonly [(user: KubeconfigUser) => boolean, string])[] = [
  [
    (user) => !!(user.token ?? user.tokenFile) && !!(user.username ?? user.password),
    'it has a token and a password both: take one of them out',
  ],
  [
    (user) =>
      !!(user['client-certificate'] ?? user['client-certificate-data']) &&
      !(user['client-key'] ?? user['client-key-data']),
    'it has a client certificate without its key',
  ],
  [
    (user) => hasBoth(user['client-certificate'], user['client-certificate-data']),
    'it has client-certificate and client-certificate-data both: take one of them out',
  ],
  [
    (user) => hasBoth(user['client-key'], user['client-key-data']),
    'it has client-key and client-key-data both: take one of them out',
  ],
  [
    ({ exec }) => exec?.apiVersion === 'client.authentication.k8s.io/v1alpha1',
    'its exec plugin speaks client.authentication.k8s.io/v1alpha1, which is gone: let a newer version of the program that wrote the entry write it anew',
  ],
  [({ exec }) => !!exec && exec.command === '', 'its exec plugin has no command'],
  [({ exec }) => exec?.env?.some(({ name }) => name === '') === true, 'its exec plugin has a variable without a name'],
  [
    (user) => !!user.exec && user['auth-provider'] !== undefined && user['auth-provider'] !== null,
    'it has an exec plugin and an auth-provider both: take one of them out',
  ],
  [
    (user) => user.as === undefined && (user['as-uid'] !== undefined || (user['as-groups']?.length ?? 0) > 0),
    'it has as-uid or as-groups without as',
  ],
];

/** Why a user cannot be used; undefined where it can. */
export function userProblem(user: KubeconfigUser): string | undefined {
  return RULES.find(([isBroken]) => isBroken(user))?.[1];
}
