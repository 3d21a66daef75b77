// The place of an API server by its address alone: on this machine, in a network at home, or elsewhere.
import type { ServerPlace } from '../distribution/whereabouts.ts';
import { isLoopback } from './no-proxy.ts';
import { hostOf } from './proxy-of.ts';

/** k3d writes the first, Docker Desktop the last. */
const OWN_NAMES = ['0.0.0.0', 'localhost', 'kubernetes.docker.internal'];

/** Of an address that kubeconfigs may have; throws `TypeError` for what is no URL. */
export function serverPlace(server: string): ServerPlace {
  const host = hostOf(new URL(server));
  const isOwn = OWN_NAMES.includes(host) || isLoopback(host);
  // Virtual machines have such addresses on this one, and so have machines of the same network.
  const isNear =
    /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|f[cd][\da-f]{2}:|fe80:)/.test(host) ||
    /\.(local|internal|lan)$/.test(host);
  return { host, isOwn, isLocal: isOwn || isNear };
}
