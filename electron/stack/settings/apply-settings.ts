// All settings, one after the other, on the objects of the chosen components.
import { addresses } from './addresses.ts';
import { alertRules } from './alert-rules.ts';
import type { Setting } from './edit.ts';
import { existingPrometheus } from './existing-prometheus.ts';
import { exporters } from './exporters.ts';
import { logRetention } from './log-retention.ts';
import { mesh } from './mesh.ts';
import { network } from './network.ts';
import { nvml } from './nvml.ts';
import { receivers } from './receivers.ts';
import { resources } from './resources.ts';
import { scraping } from './scraping.ts';
import { timeSlicing } from './time-slicing.ts';
import { volumes } from './volumes.ts';

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
