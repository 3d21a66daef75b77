// What somebody has to know of the stack's Ingresses before they are there.
import type { KubeObject } from '../../shared/model/object.ts';
import { DEFAULT_SETTINGS, type StackSettings } from '../../shared/model/stack-settings.ts';
import type { Capabilities } from './capabilities.ts';

/** As K3s calls that of its Traefik. */
const TRAEFIK_CLASS = 'traefik';

/**
 * In sentences.
 *
 * @param objects of the stack, with the settings
 */
export function ingressNotes(
  objects: readonly KubeObject[],
  { ingress }: StackSettings,
  { ingressClasses }: Capabilities,
): readonly string[] {
  const isThere = (kind: string, name: string) =>
    objects.some((object) => object.kind === kind && object.metadata.name === name);
  const defaultClass = ingressClasses === 'any' ? undefined : ingressClasses.find(({ isDefault }) => isDefault)?.name;
  const ingressClass = ingress.ingressClassName ?? defaultClass ?? TRAEFIK_CLASS;
  const { namespace, name } = ingress.controller;
  const byDefault = DEFAULT_SETTINGS.ingress.controller;
  const isDefault = namespace === byDefault.namespace && name === byDefault.name;
  return isThere('NetworkPolicy', 'grafana-ingress') && isDefault && ingressClass !== TRAEFIK_CLASS
    ? [
        `The Ingresses are of class ${ingressClass}, and the network policies let in none but the pods ${name} of namespace ${namespace}: where another controller serves that class, name it by ingress.controller in the settings.`,
      ]
    : [];
}
