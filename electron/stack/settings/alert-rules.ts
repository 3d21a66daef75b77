// Whether the alert rules that come with the stack are there. Recording rules always are: charts and dashboards ask for them.
import { valueAt, withValueAt } from '../manifests/at-path.ts';
import { edited, type Setting } from '../manifests/edit.ts';

export const alertRules: Setting = (objects, { alerts }) => {
  if (alerts.rules) return objects;
  return edited(objects, 'ConfigMap', 'prometheus-rules', (object) => {
    const files = Object.entries(valueAt(object, ['data']) ?? {}).filter(([file]) => !file.startsWith('alerts-'));
    return withValueAt(object, ['data'], Object.fromEntries(files));
  });
};
