// Recording and alert rules for Prometheus.
import { alertRules } from '../../settings/alert-rules.ts';
import { OWN_PROMETHEUS } from './choice.ts';
import { prometheus } from './prometheus.ts';
import type { ComponentRow } from './row.ts';

export const rules: ComponentRow = {
  name: 'rules',
  choice: OWN_PROMETHEUS,
  needs: [prometheus],
  edits: [alertRules],
};
