// Hooks of Helm: objects that `helm template` prints, and that Helm runs at moments of its own instead of installing them.
// Source: https://github.com/helm/helm/blob/v4.1.4/pkg/release/v1/util/manifest_sorter.go
import { isRecord, type Json } from '../../../shared/json.ts';
import type { KubeObject } from '../../../shared/model/object.ts';

const HOOK = 'helm.sh/hook';

/** When Helm would run it, in words. */
const MOMENTS: Readonly<Record<string, string>> = {
  'pre-install': 'before an install',
  'post-install': 'after an install',
  'pre-upgrade': 'before an upgrade',
  'post-upgrade': 'after an upgrade',
  'pre-rollback': 'before a rollback',
  'post-rollback': 'after a rollback',
  'pre-delete': 'before an uninstall',
  'post-delete': 'after an uninstall',
  test: 'at helm test',
  'test-success': 'at helm test',
  'test-failure': 'at helm test',
};

/** Whether metadata marks a hook: whatever the annotation says, Helm does not install such an object. */
export function isHook(metadata: Json): boolean {
  return isRecord(metadata.annotations) && Object.hasOwn(metadata.annotations, HOOK);
}

/** Why a hook is left out, in a sentence; undefined for what is none. */
export function hookReason({ kind, metadata }: KubeObject): string | undefined {
  const value = metadata.annotations?.[HOOK];
  if (value === undefined) return undefined;
  const moments = value.split(',').map((word) => word.trim().toLowerCase());
  if (moments.includes('crd-install')) {
    return `It is a crd-install hook of Helm 2, which newer Helms do not install either: take ${HOOK} away if ${kind === 'CustomResourceDefinition' ? 'the cluster lacks the kind' : 'it is needed'}.`;
  }
  const known = [
    ...new Set(moments.flatMap((moment) => (Object.hasOwn(MOMENTS, moment) ? (MOMENTS[moment] ?? []) : []))),
  ];
  const when = known.length === moments.length || known.length > 0 ? known.join(' and ') : undefined;
  return when === undefined
    ? `It is a hook of Helm (${HOOK}) of a kind that Helm does not know, and would not be installed by it.`
    : `It is a hook, which Helm runs ${when}: ODIN does not run hooks.`;
}
