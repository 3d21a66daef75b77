// Reads kubeconfig files: of each what is in it, or a sentence. It opens regular files alone, and starts nothing.

import { dirname } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { shellQuote } from '../../shared/shell-quote.ts';
import { readTextFile, TextFileError } from '../text-file.ts';
import { parseKubeconfig } from './kubeconfig-file.ts';
import type { ListedFile } from './kubeconfig-list.ts';

/** Five hundred contexts with certificates of their own are some 3 MB. */
const KUBECONFIG_FILE = { what: 'a kubeconfig', limit: 4 * 1024 * 1024 };

/**
 * Reads the files of a list now. `copyTo` is what the remedy for a file of root's names as the private copy's place;
 * without it there is no remedy. Never throws.
 */
export function readKubeconfigs(paths: readonly string[], copyTo?: string): readonly ListedFile[] {
  return paths.map((path) => {
    try {
      return { path, config: parseKubeconfig(readTextFile(path, KUBECONFIG_FILE), path) };
    } catch (error) {
      const isMissing = error instanceof TextFileError && error.systemCode === 'ENOENT';
      return { path, error: explain(error, path, copyTo), isMissing };
    }
  });
}

function explain(error: unknown, path: string, copyTo: string | undefined): AppError {
  const code = error instanceof TextFileError ? error.systemCode : undefined;
  if (code === 'ENOENT') {
    const sentence = `There is no kubeconfig at ${path}: put one there, or name one in KUBECONFIG.`;
    return new AppError('badInput', sentence, { subject: path });
  }
  if (code === 'EACCES' || code === 'EPERM') {
    const remedy =
      copyTo === undefined
        ? {}
        : {
            remedy: `mkdir -p ${shellQuote(dirname(copyTo), process.platform)} && sudo install -m 600 -o "$USER" ${shellQuote(path, process.platform)} ${shellQuote(copyTo, process.platform)}`,
          };
    const sentence = `${path} may not be read by you; make a private copy of it.`;
    return new AppError('badInput', sentence, { subject: path, ...remedy });
  }
  if (error instanceof AppError) return error;
  // What nobody thought of is a sentence too, and says nothing of the content.
  return new AppError('badInput', `${path} cannot be read as a kubeconfig.`, { subject: path });
}
