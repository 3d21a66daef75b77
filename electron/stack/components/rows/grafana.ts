// Grafana, its data sources, and ODIN's way in.
import { whileOn } from './choice.ts';
import { grafanaSecrets } from './grafana-secrets.ts';
import type { ComponentRow } from './row.ts';

const choice = whileOn('components.grafana');

export const grafana: ComponentRow = {
  name: 'grafana',
  title: 'Grafana',
  choice,
  claim: { name: 'grafana-data', storage: (settings) => settings.grafana.storage },
  amounts: { small: ['50m', '192Mi', '640Mi'], workstation: ['200m', '384Mi', '2Gi'] },
  secrets: grafanaSecrets,
  idle: [{ unless: choice, settings: ['grafana.storage'] }],
};
