// Desktop notifications: what a person has chosen about them.
import { z } from 'zod';

/** A time of day on this machine's clock, "07:00". */
export const timeOfDaySchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** Whether notifications are shown, and when only critical ones are. Hours that end before they begin go over midnight. */
export const notificationSettingsSchema = z.strictObject({
  isOn: z.boolean(),
  quietHours: z.strictObject({ isOn: z.boolean(), from: timeOfDaySchema, to: timeOfDaySchema }),
});
export type NotificationSettings = z.infer<typeof notificationSettingsSchema>;

/** What holds until a person chooses. */
export const NOTIFICATION_DEFAULTS: NotificationSettings = {
  isOn: true,
  quietHours: { isOn: false, from: '22:00', to: '07:00' },
};

/** The settings, and whether this desktop can show a notification at all. */
export const notificationStateSchema = z.object({ isSupported: z.boolean(), settings: notificationSettingsSchema });
export type NotificationState = z.infer<typeof notificationStateSchema>;
