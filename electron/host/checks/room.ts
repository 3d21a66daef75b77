// Checks of room: memory and disk.
import type { MachineFacts } from '../facts/machine-facts.ts';
import { EVICTION_SHARE, MEMORY, ROOM } from '../facts/needs.ts';
import { blocker, judged, type Outcome, ok, warning } from './outcome.ts';

export function checkMemory({ memory }: MachineFacts): Outcome {
  return judged(memory, (bytes) => {
    if (bytes < MEMORY.least) return blocker(`There are ${gigabytes(bytes)} of memory, and K3s alone takes that.`);
    return bytes < MEMORY.good
      ? warning(`There are ${gigabytes(bytes)} of memory: with the stack little is left of them.`)
      : ok(`There are ${gigabytes(bytes)} of memory.`);
  });
}

export function checkDisk({ room }: MachineFacts): Outcome {
  return judged(room, ({ path, free, total }) => {
    const where = `${gigabytes(free)} are free at ${path}`;
    if (free < ROOM.least) return blocker(`${where}, and K3s takes more than that with its images: make room first.`);
    if (free < total * EVICTION_SHARE) {
      return blocker(`${where}, less than 5 % of the disk: Kubernetes would remove pods at once. Make room first.`);
    }
    return free < ROOM.good
      ? warning(`${where}: the stack’s volumes may grow until the disk is full. Keep data for a shorter time.`)
      : ok(`${where}.`);
  });
}

function gigabytes(bytes: number): string {
  const amount = bytes / 1e9;
  // Never more than there is.
  return `${amount < 10 ? (Math.floor(amount * 10) / 10).toFixed(1) : Math.floor(amount)} GB`;
}
