// Remembers which local port a forward got, so that its address stays the same between runs.
import { join } from 'node:path';
import { z } from 'zod';
import type { PortMemory } from '../cluster/forward-port.ts';
import { JsonFile } from '../json-file.ts';

const portsSchema = z.record(z.string(), z.number().int().min(1).max(65535));

/** Ports kept in `ports.json` of ODIN's state folder. */
export function openPortMemory(stateDir: string): PortMemory {
  const file = new JsonFile(join(stateDir, 'ports.json'), portsSchema, {});
  return {
    get: (name) => file.value[name],
    set: (name, port) => file.set({ ...file.value, [name]: port }),
  };
}
