// Linkerd's proxy in the stack's pods.
import { valueAt, withValueAt } from './at-path.ts';
import { isWorkload, POD_SPEC, type Setting } from './edit.ts';

/** For all pods that have a port and are not on the host's network, which Linkerd leaves alone. */
export const mesh: Setting = (objects, { linkerdInjection }) => {
  if (!linkerdInjection) return objects;
  return objects.map((object) => {
    const isMeshed = isWorkload(object) && valueAt(object, [...POD_SPEC, 'hostNetwork']) !== true && hasPort(object);
    if (!isMeshed) return object;
    // Since Linkerd 2.12 no pod has to mount its account's token: the proxy gets one of its own (linkerd/linkerd2#9970).
    return withValueAt(object, ['spec', 'template', 'metadata', 'annotations', 'linkerd.io/inject'], 'enabled');
  });
};

function hasPort(object: unknown): boolean {
  const containers = valueAt(object, [...POD_SPEC, 'containers']) as readonly { readonly ports?: unknown }[];
  return containers.some(({ ports }) => ports !== undefined);
}
