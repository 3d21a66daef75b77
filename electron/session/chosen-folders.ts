// The folders that a person named on this machine, by the system's own dialog or to `odin`: the window reads no others.
import { join } from 'node:path';
import { z } from 'zod';
import { type Log, NO_LOG } from '../log/log.ts';
import { JsonFile } from '../state-files/json-file.ts';
import type { OnLost } from '../state-files/kept-text.ts';
import { noteLost } from './state-lost.ts';

const MOST = 100;
const foldersSchema = z.array(z.string().min(1).max(4096)).max(MOST);

/** Whole paths, each by its very spelling. */
export interface ChosenFolders {
  has(folder: string): boolean;
  add(folder: string): void;
}

/**
 * Kept in `folders.json` of ODIN's state folder, the last hundred; where that can't be written, as long as the process lives.
 * Neither a page that was taken over nor a record in a cluster can add to them.
 */
export function openChosenFolders(stateDir: string, log: Log = NO_LOG, onLost: OnLost = () => {}): ChosenFolders {
  const lost = noteLost(log, 'settings', 'the chosen folders could not be kept', onLost);
  const file = new JsonFile(join(stateDir, 'folders.json'), foldersSchema, [], lost);
  return {
    has: (folder) => file.value.includes(folder),
    add: (folder) => file.set([...file.value.filter((other) => other !== folder), folder].slice(-MOST)),
  };
}
