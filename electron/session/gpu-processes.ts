// The processes on the GPUs of one cluster, or why nobody is told: the settings decide it, for the exporter sees the whole machine's then.
import type { GpuProcesses } from '../../shared/model/gpu-process.ts';
import { readGpuProcesses } from '../metrics/gpu-processes.ts';
import type { InstalledSettings } from './installed-settings.ts';
import type { StackForwards } from './stack-forwards.ts';

/** As charts: a page asks again soon. */
const PATIENCE_MS = 4_000;

/** Throws `AppError` where Prometheus is not reached in time. Who may not read the settings is told by whoever tells. */
export async function readProcesses(
  forwards: Pick<StackForwards, 'prometheus'>,
  settings: Pick<InstalledSettings, 'read'>,
  signal: AbortSignal,
): Promise<GpuProcesses> {
  const [settled] = await Promise.allSettled([settings.read(signal)]);
  signal.throwIfAborted();
  const client = await forwards.prometheus(signal, PATIENCE_MS);
  const processes = await readGpuProcesses(client, Date.now() / 1000, signal);
  if (processes === undefined) return { state: 'untold' };
  // Somebody else's Prometheus may have them whatever the settings are.
  if (processes.length > 0) return { state: 'known', processes };
  if (settled.status === 'rejected') return { state: 'untold' };
  return settled.value?.settings.gpu.processes === true ? { state: 'known', processes } : { state: 'off' };
}
