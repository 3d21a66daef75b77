// The window's memory between runs: `settings.json` in Electron's user data folder.
import { join } from 'node:path';
import { z } from 'zod';
import { appInfoSchema } from '../../shared/ipc/contract.ts';
import { contextIdSchema } from '../../shared/model/cluster.ts';
import { NOTIFICATION_DEFAULTS, notificationSettingsSchema } from '../../shared/model/desktop-notification.ts';
import { JsonFile } from '../state-files/json-file.ts';
import type { OnLost } from '../state-files/kept-text.ts';

const settingsSchema = z.object({
  theme: appInfoSchema.shape.theme,
  /** The cluster that was chosen last. */
  selected: contextIdSchema.nullable(),
  /** The window's place on the screen, in device-independent pixels. */
  bounds: z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }).nullable(),
  isMaximized: z.boolean(),
  // Files of older versions have none, and a damaged part must not take the others with it.
  notifications: notificationSettingsSchema.catch(NOTIFICATION_DEFAULTS),
});
type Settings = z.infer<typeof settingsSchema>;

/** The settings file of `dir`. `onLost` is told why a change is only remembered until the app ends. */
export function openSettings(dir: string, onLost: OnLost): JsonFile<Settings> {
  const fallback: Settings = {
    theme: 'system',
    selected: null,
    bounds: null,
    isMaximized: false,
    notifications: NOTIFICATION_DEFAULTS,
  };
  return new JsonFile(join(dir, 'settings.json'), settingsSchema, fallback, onLost);
}
