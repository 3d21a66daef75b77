// Hosts and class of the Ingresses, and the way in for their controller. A part that is not there gets no address.
import { withValueAt } from '../manifests/at-path.ts';
import { edited } from '../manifests/edit.ts';
import { podsNamed } from './network-peer.ts';
import type { Setting } from './setting.ts';

export const addresses: Setting = (objects, { ingress, prometheus }) => {
  const { controller } = ingress;
  const hosts = Object.entries({ ...ingress.hosts, ...(prometheus.existing === undefined ? {} : { prometheus: '' }) });
  return hosts.reduce((done, [name, host]) => {
    if (host === '') return done.filter((object) => !isAddressOf(name, object));
    const addressed = edited(done, 'Ingress', name, (object) => {
      const hosted = withValueAt(object, ['spec', 'rules', 0, 'host'], host);
      const { ingressClassName } = ingress;
      return ingressClassName === undefined
        ? hosted
        : withValueAt(hosted, ['spec', 'ingressClassName'], ingressClassName);
    });
    return edited(addressed, 'NetworkPolicy', policyFor(name), (object) =>
      withValueAt(object, ['spec', 'ingress', 0, 'from'], [podsNamed(controller.namespace, controller.name)]),
    );
  }, objects);
};

/** Its Ingress, and the way in for the controller. */
function isAddressOf(name: string, { kind, metadata }: Parameters<Parameters<typeof edited>[3]>[0]): boolean {
  return (
    (kind === 'Ingress' && metadata.name === name) || (kind === 'NetworkPolicy' && metadata.name === policyFor(name))
  );
}

function policyFor(name: string): string {
  return `${name}-ingress`;
}
