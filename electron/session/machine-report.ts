// The report on this machine for K3s, for the window and for `odin`.
import { AppError } from '../../shared/errors.ts';
import type { HostReport } from '../../shared/model/host-check.ts';
import { hostReport } from '../host/host-report.ts';
import { readMachine } from '../host/read/machine.ts';

/** Looks at this machine now. Throws `unsupported` where K3s does not run. */
export function reportOnMachine(): HostReport {
  if (process.platform !== 'linux') {
    throw new AppError('unsupported', 'K3s runs on Linux alone: use Rancher Desktop, Lima, or K3s in WSL2.');
  }
  return hostReport(readMachine(process.arch), Date.now());
}
