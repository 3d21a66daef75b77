// The kubeconfig files that a person chose in the window, besides those that kubectl would read: read, never written to.
import { join } from 'node:path';
import { z } from 'zod';
import { type Log, NO_LOG } from '../log/log.ts';
import { JsonFile } from '../state-files/json-file.ts';
import type { OnLost } from '../state-files/kept-text.ts';
import { noteLost } from './state-lost.ts';

const MOST = 20;
const filesSchema = z.array(z.string().min(1).max(4096)).max(MOST);

/** Whole paths, in the order that they were chosen in. */
export interface ChosenKubeconfigs {
  list(): readonly string[];
  add(file: string): void;
}

/** Kept in `kubeconfigs.json` of ODIN's state folder, the last twenty; where that can't be written, as long as the process lives. */
export function openChosenKubeconfigs(
  stateDir: string,
  log: Log = NO_LOG,
  onLost: OnLost = () => {},
): ChosenKubeconfigs {
  const lost = noteLost(log, 'settings', 'the chosen kubeconfig files could not be kept', onLost);
  const file = new JsonFile(join(stateDir, 'kubeconfigs.json'), filesSchema, [], lost);
  return {
    list: () => file.value,
    add: (path) => file.set([...file.value.filter((other) => other !== path), path].slice(-MOST)),
  };
}
