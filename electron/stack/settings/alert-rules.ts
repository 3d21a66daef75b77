// Takes the alert rules that come with the stack away. Recording rules always stay: charts and dashboards ask for them.
import { valueAt, withValueAt } from '../manifests/at-path.ts';
import { edited } from '../manifests/edit.ts';
import type { Setting } from './setting.ts';

export const alertRules: Setting = (objects, { alerts }) => {
  if (alerts.rules) return objects;
  return edited(objects, 'ConfigMap', 'prometheus-rules', (object) => {
    const files = Object.entries(valueAt(object, ['data']) ?? {}).filter(([file]) => !file.startsWith('alerts-'));
    return withValueAt(object, ['data'], Object.fromEntries(files));
  });
};
