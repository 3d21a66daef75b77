// The holders of the GPUs' memory in one cluster, or why nobody is told.
import type { GpuHolders, GpuHoldersInput } from '../../shared/model/gpu-holder.ts';
import { readGpuHolders } from '../metrics/gpu-holders.ts';
import type { InstalledSettings } from './installed-settings.ts';
import type { StackForwards } from './stack-forwards.ts';

/** As charts: a page asks again soon. */
const PATIENCE_MS = 4_000;

/** Throws `AppError` where Prometheus is not reached in time. Who may not read the settings is told by whoever tells. */
export async function readHolders(
  forwards: Pick<StackForwards, 'prometheus'>,
  settings: Pick<InstalledSettings, 'read'>,
  input: GpuHoldersInput,
  signal: AbortSignal,
): Promise<GpuHolders> {
  const [settled] = await Promise.allSettled([settings.read(signal)]);
  signal.throwIfAborted();
  const client = await forwards.prometheus(signal, PATIENCE_MS);
  const told = await readGpuHolders(client, input, Date.now() / 1000, signal);
  if (told === undefined) return { state: 'untold' };
  const { isRecorded, ...known } = told;
  // Somebody else's Prometheus may have them whatever the settings are.
  if (known.holders.length > 0) return { state: 'known', ...known };
  if (settled.status === 'rejected') return { state: 'untold' };
  // Without the setting there is nothing to record, so that it is the first thing to be said.
  if (settled.value?.settings.gpu.processes !== true) return { state: 'off' };
  return isRecorded ? { state: 'known', ...known } : { state: 'unrecorded' };
}
