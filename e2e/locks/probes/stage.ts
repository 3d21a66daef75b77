// A running app whose locks are tried, and what its main process handed to Electron.
import type { IpcMainInvokeEvent } from 'electron';
import type { ElectronApplication, Page } from 'playwright';
import type { Reply } from '../../../shared/ipc/types.ts';

/** Kept by `recorder.mjs`, as `globalThis.recorded` of the main process. */
export interface Recorded {
  /** Handlers of `ipcMain.handle`, by channel. */
  readonly calls: Map<string, (event: IpcMainInvokeEvent, ...args: unknown[]) => Promise<Reply>>;
  readonly schemes: { readonly scheme: string; readonly privileges?: Record<string, boolean> }[];
  /** Who answers for `app://`. */
  answer?: (request: Request) => Promise<Response>;
  device?: (details: object) => boolean;
}

export interface LockStage {
  readonly app: ElectronApplication;
  readonly page: Page;
}

/**
 * Tries what a lock is to stop, and tells what went through: one short text each, none where all is locked. What keeps it
 * from trying is thrown, and so never taken for an open lock.
 */
export type Probe = (stage: LockStage) => Promise<readonly string[]>;
