// The authorities that this machine trusts: those that Node brings and those of the system, where a company adds its own.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import tls from 'node:tls';
import { readFileBytes } from '../text-file.ts';

/** Where the system's own are. */
export interface RootSources {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Newer Nodes have it: https://nodejs.org/api/tls.html#tlsgetcacertificatestype (22.15). Default: this Node's, or none. */
  readonly getCACertificates?: ((type: 'system') => readonly string[]) | undefined;
}

/** Bundles of Linux distributions; the first that is there counts. Source: Go's `crypto/x509/root_linux.go`. */
const BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/tls/cacert.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
];
const ROOTS_FILE = { what: 'a file of authorities', limit: 16 << 20 };
const MOST_FILES = 1_000;

/**
 * For servers whose kubeconfig names no authority: PEM texts, some with many certificates. On Linux the system's are read as
 * kubectl reads them, `SSL_CERT_FILE` and `SSL_CERT_DIR` included. What cannot be read is left out.
 */
export function trustedRoots(sources: RootSources): string[] {
  const { environment } = sources;
  const extra = environment.NODE_EXTRA_CA_CERTS ? [environment.NODE_EXTRA_CA_CERTS] : [];
  return [...new Set([...tls.rootCertificates, ...extra.flatMap(read), ...ofSystem(sources)])];
}

function ofSystem({ platform, environment, ...given }: RootSources): readonly string[] {
  if (platform !== 'linux') {
    const { getCACertificates } = { ...(tls as Pick<RootSources, 'getCACertificates'>), ...given };
    try {
      return getCACertificates?.('system') ?? [];
    } catch {
      return [];
    }
  }
  const { SSL_CERT_FILE: file, SSL_CERT_DIR: folders = '' } = environment;
  const [bundle = []] = (file ? [file] : BUNDLES).map(read).filter((texts) => texts.length > 0);
  return [...bundle, ...folders.split(':').flatMap(readAll)];
}

function readAll(folder: string): readonly string[] {
  if (folder === '') return [];
  try {
    return readdirSync(folder)
      .slice(0, MOST_FILES)
      .flatMap((name) => read(join(folder, name)));
  } catch {
    return [];
  }
}

/** The text of a file that holds certificates; nothing of any other. */
function read(path: string): readonly string[] {
  try {
    const text = Buffer.from(readFileBytes(path, ROOTS_FILE)).toString('latin1');
    return text.includes('-----BEGIN CERTIFICATE-----') ? [text] : [];
  } catch {
    return [];
  }
}
