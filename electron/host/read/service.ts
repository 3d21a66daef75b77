// Services of systemd that run.
import type { NodeFiles } from '../../node-files/node-files.ts';

/** Where systemd keeps the control groups of services, by version 2 and 1. */
const SLICES = ['/sys/fs/cgroup/system.slice', '/sys/fs/cgroup/systemd/system.slice'];

/** A service has a control group while it runs, which any user may see. */
export function isRunning(files: NodeFiles, service: string): boolean {
  return SLICES.some((slice) => files.has(`${slice}/${service}.service`));
}
