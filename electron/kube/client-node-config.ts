// One context in client-node's own form. It is given values only: it reads no kubeconfig, and no file but a token's.
import { KubeConfig } from '@kubernetes/client-node/dist/config.js';
import type { Cluster, User } from '@kubernetes/client-node/dist/config_types.js';
import { defined } from './defined.ts';
import { beside } from './inline-files.ts';
import type { KubeconfigCluster, KubeconfigUser } from './kubeconfig-file.ts';

/** A client-node configuration with this cluster and user alone. `file` is what relative paths start from. */
export function toClientNode(cluster: KubeconfigCluster, user: KubeconfigUser, file: string): KubeConfig {
  const config = new KubeConfig();
  const name = 'only';
  config.loadFromOptions({
    clusters: [toCluster(name, cluster)],
    users: [toUser(name, user, file)],
    contexts: [{ name, cluster: name, user: name }],
    currentContext: name,
  });
  return config;
}

function toCluster(name: string, cluster: KubeconfigCluster): Cluster {
  return {
    name,
    server: cluster.server,
    // client-node refuses plain http without this; there is no TLS to skip.
    skipTLSVerify: cluster['insecure-skip-tls-verify'] === true || cluster.server.startsWith('http:'),
    ...defined({
      caData: cluster['certificate-authority-data'],
      tlsServerName: cluster['tls-server-name'],
      proxyUrl: cluster['proxy-url'],
    }),
  };
}

function toUser(name: string, user: KubeconfigUser, file: string): User {
  // client-node knows a token file only in this form; it reads it again every minute, as client-go does.
  const tokenFile = user.tokenFile ? { name: 'tokenFile', config: { tokenFile: beside(file, user.tokenFile) } } : null;
  return {
    name,
    ...defined({
      certData: user['client-certificate-data'],
      keyData: user['client-key-data'],
      exec: user.exec,
      authProvider: tokenFile ?? user['auth-provider'],
      token: tokenFile === null ? user.token : undefined,
      username: user.username,
      password: user.password,
      impersonateUser: user.as,
    }),
  };
}
