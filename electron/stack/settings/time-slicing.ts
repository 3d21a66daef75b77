// The number of pods that share a GPU.
import { edited, setInFile, withContainers, withVariable } from '../manifests/edit.ts';
import type { Setting } from './setting.ts';

const NAME = 'nvidia-device-plugin';

/** With one pod a GPU, the configuration that the assets name; else the other one, with that many turns. */
export const timeSlicing: Setting = (objects, { gpu }) => {
  const replicas = gpu.devicePlugin.timeSlicingReplicas;
  if (replicas === 1) return objects;
  const file = 'time-sliced.yaml';
  const configured = edited(objects, 'ConfigMap', `${NAME}-config`, (object) =>
    setInFile(object, file, ['sharing', 'timeSlicing', 'resources', 0, 'replicas'], replicas),
  );
  return edited(configured, 'DaemonSet', NAME, (object) =>
    withContainers(object, (container) => withVariable(container, 'CONFIG_FILE', `/etc/${NAME}/${file}`)),
  );
};
