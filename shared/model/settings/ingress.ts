// Addresses through an ingress controller.
import { z } from 'zod';
import { objectName, serviceName } from './fields.ts';

const host = z
  .string()
  .max(253, 'must be at most 253 characters')
  .regex(
    /^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*)?$/,
    'must be a host name, such as grafana.localhost',
  );

export const ingressSchema = z
  .strictObject({
    ingressClassName: objectName.exactOptional().meta({
      title: 'Ingress class',
      description: "IngressClass of the controller. Without one it is the cluster's default.",
    }),
    controller: z
      .strictObject({
        namespace: serviceName(63)
          .default('kube-system')
          .meta({ title: 'Namespace', description: 'Where its pods are, such as ingress-nginx.' }),
        name: z
          .string()
          .max(63, 'must be at most 63 characters')
          .regex(/^[A-Za-z0-9]([-\w.]*[A-Za-z0-9])?$/, 'must be the value of a label, such as ingress-nginx')
          .default('traefik')
          .meta({ title: 'Name', description: "Its pods' label app.kubernetes.io/name, such as ingress-nginx." }),
      })
      .prefault({})
      .meta({
        title: 'Controller',
        description: "Whose pods the network policies let in. By default it is K3s' Traefik.",
      }),
    hosts: z
      .strictObject({
        grafana: host
          .min(1, 'must be a host name, such as grafana.localhost')
          .default('grafana.localhost')
          .meta({ title: 'Grafana', description: 'Host name for Grafana.' }),
        prometheus: host.default('prometheus.localhost').meta({
          title: 'Prometheus',
          description: 'Host name for Prometheus, which asks nobody for a password. Empty: none.',
        }),
      })
      .prefault({})
      .meta({ title: 'Hosts', description: 'Names that end in .localhost lead browsers to their own machine.' }),
  })
  .prefault({})
  .meta({ title: 'Ingress', description: 'Addresses, where component ingress is on.' });
