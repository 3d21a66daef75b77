// Sentences about the stack's Ingresses that somebody has to read before they are there.
import { isDeepStrictEqual } from 'node:util';
import type { KubeObject } from '../../../shared/model/object.ts';
import { DEFAULT_SETTINGS, type StackSettings } from '../../../shared/model/stack-settings.ts';
import { waysOn } from '../../distribution/table.ts';
import type { Capabilities } from './capabilities.ts';

/** As K3s calls that of its Traefik. */
const TRAEFIK_CLASS = 'traefik';

/**
 * The sentences: who comes in by them, and who does not.
 *
 * @param objects of the stack, as the settings made them
 */
export function ingressNotes(
  objects: readonly KubeObject[],
  { ingress: { ingressClassName, controller } }: StackSettings,
  { ingressClasses, distribution }: Capabilities,
): readonly string[] {
  const isThere = (kind: string, name: string) =>
    objects.some((object) => object.kind === kind && object.metadata.name === name);
  const defaultClass = ingressClasses === 'any' ? undefined : ingressClasses.find(({ isDefault }) => isDefault)?.name;
  const ingressClass = ingressClassName ?? defaultClass ?? TRAEFIK_CLASS;
  const isTraefik = isDeepStrictEqual(controller, DEFAULT_SETTINGS.ingress.controller);
  const isShutOut = isThere('NetworkPolicy', 'grafana-ingress') && isTraefik && ingressClass !== TRAEFIK_CLASS;
  const { reach } = waysOn(distribution);
  return [
    ...(reach === undefined || !objects.some(({ kind }) => kind === 'Ingress')
      ? []
      : [`On ${distribution?.name} an Ingress is not reached from this machine by itself: ${reach.order}.`]),
    ...(isThere('Ingress', 'prometheus')
      ? [
          "Prometheus asks nobody for a password: whoever reaches the ingress controller can read all metrics, with K3s' Traefik everybody in the same network; an empty ingress.hosts.prometheus in the settings leaves its Ingress out.",
        ]
      : []),
    ...(isShutOut
      ? [
          `The Ingresses are of class ${ingressClass}, and the network policies let in none but the pods ${controller.name} of namespace ${controller.namespace}: where another controller serves that class, name it by ingress.controller in the settings.`,
        ]
      : []),
  ];
}
