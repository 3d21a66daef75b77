// Quiet hours: whether a minute of the day lies in them.
import type { NotificationSettings } from '../../shared/model/desktop-notification.ts';

/** @param minute of the day on this machine's clock, 0 to 1439. Hours that begin and end at the same time are none. */
export function isQuiet({ isOn, from, to }: NotificationSettings['quietHours'], minute: number): boolean {
  if (!isOn) return false;
  const [begin, end] = [minuteOf(from), minuteOf(to)];
  return begin <= end ? minute >= begin && minute < end : minute >= begin || minute < end;
}

function minuteOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}
