// A kubeconfig with a secret in every place that has room for one, each context with a server that repeats it in its own way.
import { writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { Canaries } from './canaries.ts';
import { repeatingServer, type Way } from './repeating-server.ts';

/** Of one context: what it has of secrets, and what is written of it into a kubeconfig. */
export interface Login {
  readonly name: string;
  readonly secrets: Canaries;
  readonly way: Way;
  readonly user: object;
  readonly cluster?: object;
}

/** Each way to log in, with a server that repeats in another way. */
function logins(port: number, folder: string): readonly Login[] {
  const login = (name: string, way: Way, make: (secrets: Canaries) => Pick<Login, 'user' | 'cluster'>): Login => {
    const secrets = new Canaries();
    return { name, secrets, way, ...make(secrets) };
  };
  const plugin = (secrets: Canaries, fails: string) => {
    const command = join(folder, `plugin-${fails}`);
    const apiVersion = 'client.authentication.k8s.io/v1';
    const answer = JSON.stringify({
      apiVersion,
      kind: 'ExecCredential',
      status: { token: secrets.plantUnheard('token') },
    });
    const said = `echo "$SHOUTED" >&2\necho '${answer}' >&2\n`;
    writeFileSync(command, `#!/bin/sh\n${said}[ "$FAILS" = yes ] && exit 1\necho '${answer}'\n`, { mode: 0o755 });
    const secret = secrets.plant('variable of a plugin');
    const env = Object.entries({ CLIENT_SECRET: secret, SHOUTED: `signing in with ${secret}`, FAILS: fails });
    const variables = env.map(([name, value]) => ({ name, value }));
    return { user: { exec: { apiVersion, command, interactiveMode: 'Never', env: variables } } };
  };
  const address = (login: string, path = '') => `http://freya:${encodeURIComponent(login)}@127.0.0.1:${port}${path}`;
  return [
    login('token', 'refuses', (secrets) => ({ user: { token: secrets.plant('token') } })),
    login('file', 'forbids', (secrets) => {
      writeFileSync(join(folder, 'token'), `${secrets.plant('token')}\n`);
      return { user: { tokenFile: 'token' } };
    }),
    login('password', 'breaks', (secrets) => ({
      user: { username: 'freya', password: secrets.plant('password', '"\'&<+ü') },
    })),
    login('plugin', 'warns', (secrets) => plugin(secrets, 'no')),
    login('failing', 'refuses', (secrets) => plugin(secrets, 'yes')),
    login('oidc', 'refuses', (secrets) => {
      const parts = [{ alg: 'none' }, { exp: 1, secret: secrets.plant('part of the id token') }];
      const token = `${parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.c2ln`;
      const config = {
        'idp-issuer-url': `http://127.0.0.1:${port}/refuses/oidc`,
        'client-id': 'odin',
        'client-secret': secrets.plant('client secret'),
        'id-token': token,
        'refresh-token': secrets.plant('refresh token'),
      };
      return { user: { 'auth-provider': { name: 'oidc', config } } };
    }),
    login('proxy', 'stops', (secrets) => ({
      user: { token: secrets.plant('token') },
      cluster: { 'proxy-url': address(secrets.plant('password of the proxy', '@:')) },
    })),
    login('address', 'lists', (secrets) => ({
      user: {},
      cluster: { server: address(secrets.plant('password in an address', '/'), '/lists/address') },
    })),
  ];
}

/** Writes the kubeconfig of all of them into a folder, and starts their server. @param surroundings secrets that all of them know */
export async function plantKubeconfig(
  surroundings: Canaries,
  folder: string,
): Promise<{ readonly kubeconfig: string; readonly all: readonly Login[]; readonly server: Server }> {
  const { port, server } = await repeatingServer((url) => {
    const known = all.find(({ name }) => url.includes(`/${name}/`) || url.endsWith(`/${name}`));
    return `${known?.secrets.shouted} ${surroundings.shouted}`;
  });
  const all = logins(port, folder);
  const kubeconfig = join(folder, 'config');
  const cluster = ({ name, way, cluster }: Login) => ({
    name,
    cluster: { server: `http://127.0.0.1:${port}/${way}/${name}`, ...cluster },
  });
  writeFileSync(
    kubeconfig,
    JSON.stringify({
      clusters: all.map(cluster),
      users: all.map(({ name, user }) => ({ name, user })),
      contexts: all.map(({ name }) => ({ name, context: { cluster: name, user: name } })),
      'current-context': 'token',
    }),
    { mode: 0o600 },
  );
  return { kubeconfig, all, server };
}
