// Prometheus: scrapes, and keeps the metrics.
import { dockerNotes } from '../../cluster-checks/docker.ts';
import { assertDisk } from '../../cluster-checks/requirements.ts';
import { leftOutWith } from '../../settings/existing-prometheus.ts';
import { scraping } from '../../settings/scraping.ts';
import { OWN_PROMETHEUS } from './choice.ts';
import type { ComponentRow } from './row.ts';

export const prometheus: ComponentRow = {
  name: 'prometheus',
  title: 'Prometheus',
  choice: OWN_PROMETHEUS,
  claim: { name: 'prometheus-data', storage: (settings) => settings.prometheus.storage },
  amounts: { small: ['100m', '256Mi', '1Gi'], workstation: ['500m', '2Gi', '8Gi'] },
  edits: [scraping],
  check: assertDisk,
  leftOut: leftOutWith,
  notes: dockerNotes,
};
