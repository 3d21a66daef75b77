// Addresses of Grafana and Prometheus through an ingress controller.
import { ingressNotes } from '../../cluster-checks/ingress-notes.ts';
import { addresses } from '../../settings/addresses.ts';
import { OWN_PROMETHEUS, whileOn } from './choice.ts';
import { grafana } from './grafana.ts';
import type { ComponentRow } from './row.ts';

const choice = whileOn('components.ingress');

export const ingress: ComponentRow = {
  name: 'ingress',
  choice,
  needs: [grafana],
  edits: [addresses],
  idle: [
    { unless: choice, settings: ['ingress.ingressClassName', 'ingress.hosts', 'ingress.controller'] },
    { unless: OWN_PROMETHEUS, settings: ['ingress.hosts.prometheus'] },
  ],
  notes: ingressNotes,
};
