// Every dashboard, and every file of rules that is made, by the file that it is written to below a version of the stack.
import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { gpu } from './gpu.ts';
import { gpuRecording } from './gpu-recording.ts';
import { logs } from './logs.ts';
import { node } from './node.ts';
import { overview } from './overview.ts';
import { prometheus } from './prometheus.ts';
import { workloads } from './workloads.ts';

/** What is there with logs alone has a folder of its own: the component is optional. */
export const DASHBOARDS: Readonly<Record<string, Dashboard>> = {
  'dashboards/overview.json': overview,
  'dashboards/gpu.json': gpu,
  'dashboards/node.json': node,
  'dashboards/workloads.json': workloads,
  'dashboards/prometheus.json': prometheus,
  'dashboards-logs/logs.json': logs,
};

/** Files of rules, as they are written. */
export const RULE_FILES: Readonly<Record<string, string>> = { 'rules/gpu-recording.yaml': gpuRecording };
