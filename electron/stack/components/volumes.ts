// Size and class of the volumes.
import { withValueAt } from '../manifests/at-path.ts';
import { edited } from '../manifests/edit.ts';
import type { Setting } from '../settings/setting.ts';
import { COMPONENTS } from './table.ts';

export const volumes: Setting = (objects, settings) =>
  COMPONENTS.flatMap(({ claim }) => claim ?? []).reduce((done, { name, storage }) => {
    const { size, storageClassName } = storage(settings);
    return edited(done, 'PersistentVolumeClaim', name, (object) => {
      const sized = withValueAt(object, ['spec', 'resources', 'requests', 'storage'], size);
      return storageClassName === undefined
        ? sized
        : withValueAt(sized, ['spec', 'storageClassName'], storageClassName);
    });
  }, objects);
