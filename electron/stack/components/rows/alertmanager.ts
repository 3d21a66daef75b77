// Alertmanager: groups and silences alerts, and sends them on.
import { muteReceivers, receivers } from '../../settings/receivers.ts';
import { whileOn } from './choice.ts';
import type { ComponentRow } from './row.ts';

const choice = whileOn('components.alertmanager');

export const alertmanager: ComponentRow = {
  name: 'alertmanager',
  title: 'Alertmanager',
  choice,
  claim: { name: 'alertmanager-data', storage: (settings) => settings.alertmanager.storage },
  amounts: { workstation: ['20m', '64Mi', '256Mi'] },
  edits: [receivers],
  idle: [{ unless: choice, settings: ['alerts.receivers', 'alerts.templates', 'alertmanager.storage'] }],
  notes: (_objects, settings) => (choice.holds(settings) ? muteReceivers(settings) : []),
};
