// Size and class of the volumes.

import { withValueAt } from '../manifests/at-path.ts';
import { edited, type Setting } from '../manifests/edit.ts';

/** Part of the stack → its claim. */
const CLAIMS = {
  prometheus: 'prometheus-data',
  grafana: 'grafana-data',
  alertmanager: 'alertmanager-data',
  loki: 'loki-data',
} as const;

export const volumes: Setting = (objects, settings) =>
  Object.entries(CLAIMS).reduce((done, [part, claim]) => {
    const { size, storageClassName } = settings[part as keyof typeof CLAIMS].storage;
    return edited(done, 'PersistentVolumeClaim', claim, (object) => {
      const sized = withValueAt(object, ['spec', 'resources', 'requests', 'storage'], size);
      return storageClassName === undefined
        ? sized
        : withValueAt(sized, ['spec', 'storageClassName'], storageClassName);
    });
  }, objects);
