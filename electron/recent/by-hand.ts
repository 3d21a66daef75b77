// Changes of the stack's objects by somebody else than ODIN, as the API server keeps them: who, and when last.
// Source: https://kubernetes.io/docs/reference/using-api/server-side-apply/#managers
import { records, text } from '../../shared/json.ts';
import { type KubeObject, refOf } from '../../shared/model/object.ts';
import type { RecentEntry } from '../../shared/model/recent.ts';
import { nameIn } from './sentence.ts';

/** All objects of the stack carry it. */
const STACK_LABEL = { name: 'app.kubernetes.io/part-of', value: 'odin' } as const;

/** ODIN's own, which is Helm's, and the cluster's. */
const NOBODY =
  /^(?:helm|kube-[a-z-]+|kubelet|k3s|k3s-.*|rke2|rke2-.*|cloud-controller-manager|horizontal-pod-autoscaler)$/;

/** `objects` may be without their content, but have their kind. What was put back has no such manager any more. Pure. */
export function byHandEntries(objects: readonly KubeObject[]): RecentEntry[] {
  return objects
    .filter(({ metadata }) => metadata.labels?.[STACK_LABEL.name] === STACK_LABEL.value)
    .flatMap((object) => {
      const newest = new Map<string, number>();
      for (const entry of records(object.metadata.managedFields)) {
        const manager = text(entry.manager).slice(0, 128);
        const at = Date.parse(text(entry.time)) || 0;
        if (manager === '' || NOBODY.test(manager) || entry.subresource === 'status' || at === 0) continue;
        newest.set(manager, Math.max(at, newest.get(manager) ?? 0));
      }
      return [...newest].map(([manager, at]) => entryOf(object, manager, at));
    });
}

/** By ODIN's buttons, which write under names of their own. */
const ODINS: Readonly<Record<string, { readonly words: string; readonly tone: RecentEntry['tone'] }>> = {
  'odin-control-panel-edit': { words: 'was edited in ODIN', tone: 'warn' },
  'odin-control-panel-restart': { words: 'was restarted in ODIN', tone: 'info' },
  'odin-control-panel-scale': { words: 'was scaled in ODIN', tone: 'warn' },
};

function entryOf(object: KubeObject, manager: string, at: number): RecentEntry {
  const { kind, metadata } = object;
  const { words, tone } = (Object.hasOwn(ODINS, manager) ? ODINS[manager] : undefined) ?? {
    words: `was changed by ${nameIn(manager)}`,
    tone: 'warn',
  };
  return {
    id: `hand/${kind}/${metadata.namespace ?? ''}/${metadata.name}/${manager}`,
    at,
    kind: 'byHand',
    tone,
    sentence: `${kind} ${nameIn(metadata.name)} ${words}.`,
    object: refOf(object),
  };
}
