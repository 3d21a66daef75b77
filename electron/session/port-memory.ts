// Remembers which local port a forward got, so that its address stays the same between runs.
import { join } from 'node:path';
import { z } from 'zod';
import type { PortMemory } from '../cluster/forward-port.ts';
import { type Log, NO_LOG } from '../log/log.ts';
import { JsonFile } from '../state-files/json-file.ts';
import type { OnLost } from '../state-files/kept-text.ts';
import { noteLost } from './state-lost.ts';

const portsSchema = z.record(z.string(), z.number().int().min(1).max(65535));

/** Ports kept in `ports.json` of ODIN's state folder; where that can't be written, as long as the process lives. */
export function openPortMemory(stateDir: string, log: Log = NO_LOG, onLost: OnLost = () => {}): PortMemory {
  const lost = noteLost(log, 'forward', 'ports could not be kept', onLost);
  const file = new JsonFile(join(stateDir, 'ports.json'), portsSchema, {}, lost);
  return {
    get: (name) => file.value[name],
    set: (name, port) => file.set({ ...file.value, [name]: port }),
  };
}
