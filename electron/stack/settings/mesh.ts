// Linkerd's proxy in the stack's pods.
import type { KubeObject } from '../../../shared/model/object.ts';
import { valueAt, withValueAt } from '../manifests/at-path.ts';
import { isWorkload, POD_SPEC } from '../manifests/edit.ts';
import type { Setting } from './setting.ts';

/** The port at which a proxy takes in what other proxies send, whatever port is meant (https://linkerd.io/2/common-errors/network-policy). */
const PROXY_PORT = 4143;

/** For all pods that have a port and are not on the host's network, which Linkerd leaves alone; and the edges between them. */
export const mesh: Setting = (objects, { linkerdInjection }) => {
  if (!linkerdInjection) return objects;
  return objects.map((object) => {
    if (object.kind === 'NetworkPolicy') return withProxyPort(object);
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

/** For the same peers, and beside the port that those out of the mesh use. Within it, policies see no other than the proxies'. */
function withProxyPort(policy: KubeObject): KubeObject {
  const rules = valueAt(policy, ['spec', 'ingress']);
  if (!Array.isArray(rules)) return policy; // denies
  const opened = rules.map((rule) => {
    const ports = valueAt(rule, ['ports']);
    return Array.isArray(ports) ? withValueAt(rule, ['ports'], [...ports, { port: PROXY_PORT }]) : rule; // all are open
  });
  return withValueAt(policy, ['spec', 'ingress'], opened);
}
