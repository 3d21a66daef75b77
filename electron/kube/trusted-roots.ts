// The authorities that this machine trusts: those that Node brings and those of the system, where a company adds its own.
import tls from 'node:tls';

/** The part of `node:tls` that newer Nodes have: https://nodejs.org/api/tls.html#tlsgetcacertificatestype (22.15). */
export interface CertificateStores {
  readonly getCACertificates?: (type: 'default' | 'system') => readonly string[];
}

let known: string[] | undefined;

/** For servers whose kubeconfig names no authority, in PEM; undefined where Node cannot tell: then its own count. */
export function trustedRoots(): string[] | undefined {
  known ??= rootsOf(tls as CertificateStores);
  return known;
}

/** The same, for what is trusted besides an authority of its own. */
export function proxyRoots(): readonly string[] {
  return trustedRoots() ?? tls.rootCertificates;
}

/** What the stores hold, each once. A system's store that cannot be read leaves Node's own. */
export function rootsOf({ getCACertificates }: CertificateStores): string[] | undefined {
  if (getCACertificates === undefined) return undefined;
  const own = getCACertificates('default'); // with NODE_EXTRA_CA_CERTS
  try {
    return [...new Set([...own, ...getCACertificates('system')])];
  } catch {
    return [...own];
  }
}
