// The window's memory between runs: `settings.json` in Electron's user data folder. Its schema is `assets/app-settings.schema.json`.
import { join } from 'node:path';
import { z } from 'zod';
import { APP_SETTINGS_DEFAULTS, type AppSettings, appSettingsSchema } from '../../shared/model/app-settings.ts';
import type { NotificationSettings } from '../../shared/model/desktop-notification.ts';
import { JsonFile } from '../state-files/json-file.ts';
import type { OnLost } from '../state-files/kept-text.ts';

const { theme, clock, isTrayOn, notifications, selected, bounds, isMaximized } = appSettingsSchema.shape;
const DEFAULTS = APP_SETTINGS_DEFAULTS;

/** What a newer version has written there, and this one does not know, is kept; a damaged part does not take the others with it. */
const fileSchema = z.looseObject({
  theme: theme.catch(DEFAULTS.theme),
  clock: clock.catch(DEFAULTS.clock),
  isTrayOn: isTrayOn.catch(DEFAULTS.isTrayOn),
  notifications: z
    .looseObject({ ...notifications.shape, quietHours: z.looseObject(notifications.shape.quietHours.shape) })
    .catch({ ...DEFAULTS.notifications }),
  selected: selected.catch(DEFAULTS.selected),
  bounds: bounds.catch(DEFAULTS.bounds),
  isMaximized: isMaximized.catch(DEFAULTS.isMaximized),
});

/** The settings in memory and in their file. */
export interface SettingsFile {
  /** The whole path of the file. */
  readonly path: string;
  readonly value: AppSettings;
  /** Counts at once, whether or not it can be written; what is left out stays. Never throws. */
  change(part: Partial<AppSettings>): void;
}

/**
 * The settings file of `dir`. `onLost` is told why a change is only remembered until the app ends, `onBroken` where a file
 * that is no settings' was put, so that a person's text is not written over.
 */
export function openSettings(dir: string, onLost: OnLost, onBroken: (aside: string) => void = () => {}): SettingsFile {
  const path = join(dir, 'settings.json');
  const file = new JsonFile(path, fileSchema, { ...DEFAULTS }, onLost, onBroken);
  return {
    path,
    get value() {
      return { ...file.value, notifications: known(file.value.notifications) };
    },
    change({ notifications: told, ...part }) {
      const before = file.value.notifications;
      const quietHours = { ...before.quietHours, ...told?.quietHours };
      file.set({ ...file.value, ...part, notifications: { ...before, ...told, quietHours } });
    },
  };
}

/** Without what only a newer version knows. */
function known({ isOn, quietHours }: NotificationSettings): NotificationSettings {
  return { isOn, quietHours: { isOn: quietHours.isOn, from: quietHours.from, to: quietHours.to } };
}
