// All settings, one after the other, on the objects of the chosen components.

import { resources } from './components/resources.ts';
import { volumes } from './components/volumes.ts';
import type { Setting } from './manifests/edit.ts';
import { addresses } from './settings/addresses.ts';
import { alertRules } from './settings/alert-rules.ts';
import { existingPrometheus } from './settings/existing-prometheus.ts';
import { exporters } from './settings/exporters.ts';
import { logRetention } from './settings/log-retention.ts';
import { mesh } from './settings/mesh.ts';
import { network } from './settings/network.ts';
import { nvml } from './settings/nvml.ts';
import { receivers } from './settings/receivers.ts';
import { scraping } from './settings/scraping.ts';
import { timeSlicing } from './settings/time-slicing.ts';

/** The exporters before what concerns all pods and all edges. */
const SETTINGS: readonly Setting[] = [
  volumes,
  scraping,
  logRetention,
  resources,
  alertRules,
  receivers,
  addresses,
  timeSlicing,
  nvml,
  exporters,
  existingPrometheus,
  mesh,
  network,
];

/** With the default settings, the objects as they are. Throws `badInput` for settings that clash with the stack. */
export const applySettings: Setting = (objects, settings) =>
  SETTINGS.reduce((done, setting) => setting(done, settings), objects);
