// The three components that gather logs, keep them and show them.
import { KUBELET_LOGS } from '../../cluster-checks/docker.ts';
import { logRetention } from '../../settings/log-retention.ts';
import { whileOn } from './choice.ts';
import type { ComponentRow } from './row.ts';

const choice = whileOn('components.logs');
const group = 'logs';

export const loki: ComponentRow = {
  name: 'loki',
  title: 'Loki',
  choice,
  group,
  claim: { name: 'loki-data', storage: (settings) => settings.loki.storage },
  amounts: { small: ['25m', '128Mi', '512Mi'], workstation: ['200m', '512Mi', '4Gi'] },
  edits: [logRetention],
  idle: [{ unless: choice, settings: ['loki.retention', 'loki.storage'] }],
};

export const alloy: ComponentRow = {
  name: 'alloy',
  title: 'Alloy',
  choice,
  group,
  requires: KUBELET_LOGS,
  amounts: { small: ['25m', '96Mi', '256Mi'], workstation: ['100m', '256Mi', '1Gi'] },
};

export const logDashboards: ComponentRow = { name: 'dashboards-logs', choice, group };
