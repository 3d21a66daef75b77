// The command that shows the same object in a terminal.
import type { ObjectRef } from '../../shared/model/object-ref.ts';
import { shellQuote } from '../../shared/shell-quote.ts';

/** Groups whose kinds kubectl knows by their short names without doubt. */
const PLAIN = ['v1', 'apps/v1', 'batch/v1'];

/** `kubectl -n monitoring describe deployment grafana`; a kind of another group is named in full. */
export function kubectlCommand({ apiVersion, kind, namespace, name }: ObjectRef, platform: string): string {
  const [group = '', version = ''] = apiVersion.split('/');
  const noun = PLAIN.includes(apiVersion) ? kind.toLowerCase() : `${kind.toLowerCase()}.${version}.${group}`;
  const where = namespace === undefined ? [] : ['-n', namespace];
  return ['kubectl', ...where, 'describe', noun, name].map((word) => shellQuote(word, platform)).join(' ');
}
