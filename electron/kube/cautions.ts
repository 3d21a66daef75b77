// Cautions: a server that anybody can play, a file that anybody can read. A person should know before trusting a context.
import { statSync } from 'node:fs';
import type { Caution } from '../../shared/model/cluster.ts';
import type { KubeconfigCluster } from './kubeconfig-file.ts';
import { isLoopback } from './no-proxy.ts';
import { hostOf } from './proxy-of.ts';

/** The cautions of one context. `mode` is its file's, as `stat` gives it; undefined where a system has none. */
export function cautionsOf(
  cluster: Pick<KubeconfigCluster, 'server' | 'insecure-skip-tls-verify'>,
  file: string,
  mode: number | undefined,
): Caution[] {
  return [...ofServer(cluster), ...ofFile(file, mode)];
}

/** The mode of a file; undefined where there is none to tell, and on Windows, which has none. */
export function modeOf(path: string, platform: NodeJS.Platform): number | undefined {
  if (platform === 'win32') return undefined;
  try {
    return statSync(path).mode;
  } catch {
    return undefined;
  }
}

function ofServer({ server, ...cluster }: Pick<KubeconfigCluster, 'server' | 'insecure-skip-tls-verify'>): Caution[] {
  if (!URL.canParse(server)) return [];
  const url = new URL(server);
  const host = hostOf(url);
  const isHere = host === 'localhost' || isLoopback(host);
  if (url.protocol === 'http:' && !isHere) {
    const sentence = `${url.host} is asked without encryption: whoever is on the way can read and change everything, credentials too. Use its https address.`;
    return [{ kind: 'unencrypted', sentence }];
  }
  if (url.protocol === 'https:' && cluster['insecure-skip-tls-verify'] === true) {
    const sentence = `The certificate of ${url.host} is not checked (insecure-skip-tls-verify): whoever is on the way can play the server. Name its certificate-authority instead.`;
    return [{ kind: 'unverified', sentence }];
  }
  return [];
}

function ofFile(file: string, mode: number | undefined): Caution[] {
  if (mode === undefined || (mode & 0o006) === 0) return [];
  const isWritable = (mode & 0o002) !== 0;
  const what = isWritable ? 'change, and with it what runs as you' : 'read, with the credentials in it';
  const sentence = `${file} is a file that every user of this machine can ${what}: make it yours alone (chmod 600).`;
  return [{ kind: isWritable ? 'writable' : 'readable', sentence }];
}
