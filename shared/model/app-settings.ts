// The settings of the app itself on this machine: the file that the window keeps them in, and what the page asks for.
import { z } from 'zod';
import { contextIdSchema } from './cluster.ts';
import { NOTIFICATION_DEFAULTS, notificationSettingsSchema } from './desktop-notification.ts';

export const themeSchema = z.enum(['system', 'light', 'dark']).describe('Light, dark, or as the system has it.');
export type Theme = z.infer<typeof themeSchema>;

export const clockSchema = z
  .enum(['locale', 'h24', 'h12'])
  .describe('How times of the day are written: as the language has it, 18:40 (h24) or 6:40 PM (h12).');

/** The settings of the app, as they stand in `settings.json`. Written as a JSON Schema in `assets/app-settings.schema.json`. */
export const appSettingsSchema = z.object({
  theme: themeSchema,
  clock: clockSchema,
  isTrayOn: z
    .boolean()
    .describe(
      'Whether there is an icon in the tray; without one, closing the window ends the app, and nothing notifies.',
    ),
  notifications: notificationSettingsSchema.describe(
    'Desktop notifications, and the hours when only critical ones come.',
  ),
  selected: contextIdSchema.nullable().describe('The cluster that was chosen last. Written by the app.'),
  bounds: z
    .object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })
    .nullable()
    .describe('The window’s place on the screen, in device-independent pixels. Written by the app.'),
  isMaximized: z.boolean().describe('Whether the window fills the screen. Written by the app.'),
});
export type AppSettings = z.infer<typeof appSettingsSchema>;

/** What holds until a person chooses. */
export const APP_SETTINGS_DEFAULTS: AppSettings = {
  theme: 'system',
  clock: 'locale',
  isTrayOn: true,
  notifications: NOTIFICATION_DEFAULTS,
  selected: null,
  bounds: null,
  isMaximized: false,
};

/** What the page of the settings shows beyond what the page knows already. */
export const appSettingsStateSchema = z.object({
  /** Kept by the system, not in the file; null where ODIN cannot set it. */
  startsAtLogin: z.boolean().nullable(),
  /** Where ODIN keeps things on this machine. */
  places: z.object({ settings: z.string(), state: z.string(), log: z.string() }),
});
export type AppSettingsState = z.infer<typeof appSettingsStateSchema>;

/** What is to change; what is left out stays. */
export const appSettingsChangeSchema = z.strictObject({
  clock: clockSchema.optional(),
  isTrayOn: z.boolean().optional(),
  startsAtLogin: z.boolean().optional(),
});
export type AppSettingsChange = z.infer<typeof appSettingsChangeSchema>;
