// The files that a kubeconfig names, read into it: from then on it is one value, whatever happens to the files.
import { dirname, resolve } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { readFileBytes } from '../text-file.ts';
import type { KubeconfigCluster, KubeconfigUser } from './kubeconfig-file.ts';

/** A bundle of a company's authorities is some hundred kilobytes. */
const PEM_FILE = { what: 'a file of PEM', limit: 4 * 1024 * 1024 };

/** The path that a kubeconfig means: relative ones start at its own folder. */
export function beside(file: string, path: string): string {
  return resolve(dirname(file), path);
}

/** With the certificate authority as data. Throws `AppError` `badInput` for a file that can't be read. */
export function inlineCa(cluster: KubeconfigCluster, file: string): KubeconfigCluster {
  return {
    ...cluster,
    'certificate-authority-data': inline(file, cluster, 'certificate-authority', 'certificate-authority-data'),
  };
}

/** With the client certificate and its key as data. Throws `AppError` `badInput` for a file that can't be read. */
export function inlineCertificate(user: KubeconfigUser, file: string): KubeconfigUser {
  return {
    ...user,
    'client-certificate-data': inline(file, user, 'client-certificate', 'client-certificate-data'),
    'client-key-data': inline(file, user, 'client-key', 'client-key-data'),
  };
}

/** The data, base64. */
function inline<K extends string, D extends string>(
  file: string,
  entry: { readonly [key in K | D]?: string | null | undefined },
  key: K,
  dataKey: D,
): string | undefined {
  const data = entry[dataKey];
  const path = entry[key];
  if (data) return data;
  if (!path) return undefined;
  try {
    return Buffer.from(readFileBytes(beside(file, path), PEM_FILE)).toString('base64');
  } catch (error) {
    const reason = error instanceof AppError ? error.message : 'it cannot be read.';
    const message = `${file} names ${key} ${beside(file, path)}, which can't be used: ${reason}`;
    throw new AppError('badInput', message, { subject: file });
  }
}
