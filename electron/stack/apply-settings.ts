// All settings, one after the other, on the objects of the chosen components.
import { amounts } from './components/amounts.ts';
import { COMPONENTS } from './components/table.ts';
import { volumes } from './components/volumes.ts';
import { existingPrometheus } from './settings/existing-prometheus.ts';
import { exporters } from './settings/exporters.ts';
import { mesh } from './settings/mesh.ts';
import { network } from './settings/network.ts';
import type { Setting } from './settings/setting.ts';

/** The exporters before what concerns all pods and all edges. */
const SETTINGS: readonly Setting[] = [
  volumes,
  amounts,
  ...COMPONENTS.flatMap(({ edits }) => edits ?? []),
  exporters,
  existingPrometheus,
  mesh,
  network,
];

/** With the default settings, the objects as they are. Throws `badInput` for settings that clash with the stack. */
export const applySettings: Setting = (objects, settings) =>
  SETTINGS.reduce((done, setting) => setting(done, settings), objects);
