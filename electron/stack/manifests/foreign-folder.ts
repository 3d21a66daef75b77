// Folders and files that are made for another program, which makes manifests of them.
import { join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { isRecord } from '../../../shared/json.ts';
import { readTextFile } from '../../text-file.ts';
import { readDocuments } from '../../yaml/documents.ts';

const CHART_FILE = 'Chart.yaml';
const KUSTOMIZATIONS = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];
const LIMIT = 1024 * 1024;

/** Throws `badInput`, with the command that prints its manifests, for a chart's folder and for a kustomization's. */
export function refuseForeignFolder(folder: string, names: readonly string[]): void {
  if (names.includes(CHART_FILE)) {
    const command = `helm template NAME ${quoted(folder)} --include-crds > FILE.yaml`;
    throw new AppError(
      'badInput',
      `${folder} is a Helm chart, not manifests: print them with ${command}, and name that file.`,
    );
  }
  const found = KUSTOMIZATIONS.find((name) => names.includes(name));
  if (found === undefined || !isKustomization(join(folder, found))) return;
  const command = `kubectl kustomize ${quoted(folder)} > FILE.yaml`;
  throw new AppError(
    'badInput',
    `${folder} is a kustomization (${found}), not manifests alone: print them with ${command}, and name that file.`,
  );
}

/** Flux has a kind of the same name, whose files may be called so too. */
function isKustomization(path: string): boolean {
  try {
    const [first] = readDocuments(readTextFile(path, { what: 'a kustomization', limit: LIMIT }));
    const apiVersion = isRecord(first?.value) ? first.value.apiVersion : undefined;
    return typeof apiVersion !== 'string' || apiVersion.startsWith('kustomize.config.k8s.io/');
  } catch {
    return true; // kustomize will say what is wrong with it
  }
}

function quoted(path: string): string {
  return /^[\w./@%+=:,-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
