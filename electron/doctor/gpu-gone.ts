// A GPU that has left the bus while its driver stays loaded: unplugged, switched off by the laptop, or fallen off.
import { readOf } from '../node-files/fact.ts';
import type { Facts } from './facts.ts';
import { broken, type Finding, seen } from './finding.ts';
import type { HostFacts } from './host-facts.ts';

/** Undefined where one is there, where the bus cannot be read, and where an exporter reads one that is on no such bus. */
export function gpuGone({ page, prometheus }: Facts, { gpus, driver }: HostFacts, loaded: string): Finding | undefined {
  if (readOf(gpus)?.length !== 0) return undefined;
  const isRead = [readOf(page), readOf(prometheus?.series)].some(
    (series) => series !== undefined && series.gpus > 0 && series.collected !== false,
  );
  if (isRead) return undefined;
  return broken(
    'gpuGone',
    'The driver is loaded, and no NVIDIA GPU is on the PCI bus: plug it in, or switch it on.',
    [seen(gpus, 'no display controller of NVIDIA'), seen(driver, loaded)],
    {
      meaning:
        'It was unplugged, the laptop’s graphics switch took it away, or it has fallen off the bus after a fault.',
      fixes: [
        { what: 'See what the kernel saw of it', command: 'sudo dmesg | grep -iE "nvrm|xid|pcie" | tail' },
        { what: 'Let the kernel look for it again', command: 'echo 1 | sudo tee /sys/bus/pci/rescan' },
      ],
    },
  );
}
