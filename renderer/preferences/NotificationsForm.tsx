// The settings of desktop notifications: on or off, quiet hours, and a test. Each counts as soon as it is chosen.
import { Button, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { NotificationSettings } from '../../shared/model/desktop-notification.ts';
import { useNotifications, useSetNotifications, useTestNotification } from '../ipc/notification-queries.ts';
import { notificationText } from '../text/notifications.ts';
import { notifyFailure } from '../ui/notify-failure.tsx';
import css from './NotificationsForm.module.css';

export function NotificationsForm() {
  const { data: state, error } = useNotifications();
  const { mutate } = useSetNotifications();
  const test = useTestNotification();
  if (error !== null) return <p className={css.help}>{notificationText.failed.read}</p>;
  if (state === undefined) return <div className={css.form} />;
  const { isSupported, settings } = state;
  const { quietHours } = settings;
  const set = (next: NotificationSettings) =>
    mutate(next, { onError: (failure) => notifyFailure(notificationText.failed.set, failure) });
  const setQuiet = (part: Partial<typeof quietHours>) => set({ ...settings, quietHours: { ...quietHours, ...part } });
  const sendTest = () =>
    test.mutate(undefined, { onError: (failure) => notifyFailure(notificationText.failed.test, failure) });
  return (
    <div className={css.form}>
      <p className={css.help}>{isSupported ? notificationText.help : notificationText.unsupported}</p>
      <Switch
        data-autofocus
        label={notificationText.on}
        checked={settings.isOn}
        onChange={(event) => set({ ...settings, isOn: event.currentTarget.checked })}
      />
      <Switch
        label={notificationText.quiet}
        checked={quietHours.isOn}
        disabled={!settings.isOn}
        onChange={(event) => setQuiet({ isOn: event.currentTarget.checked })}
      />
      <div className={css.hours}>
        <TimeField
          label={notificationText.from}
          value={quietHours.from}
          isDisabled={!settings.isOn || !quietHours.isOn}
          onChange={(from) => setQuiet({ from })}
        />
        <TimeField
          label={notificationText.to}
          value={quietHours.to}
          isDisabled={!settings.isOn || !quietHours.isOn}
          onChange={(to) => setQuiet({ to })}
        />
      </div>
      <Button className={css.test} disabled={!isSupported} loading={test.isPending} onClick={sendTest}>
        {notificationText.test}
      </Button>
    </div>
  );
}

interface TimeFieldProps {
  readonly label: string;
  /** "22:00". */
  readonly value: string;
  readonly isDisabled: boolean;
  readonly onChange: (value: string) => void;
}

/** A time of day; half of one, while it is typed, is not passed on. */
function TimeField({ label, value, isDisabled, onChange }: TimeFieldProps) {
  const [typed, setTyped] = useState(value);
  return (
    <TextInput
      type="time"
      label={label}
      value={typed}
      disabled={isDisabled}
      required
      withAsterisk={false}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        if (currentTarget.value !== '') onChange(currentTarget.value);
      }}
      onBlur={() => setTyped(value)}
    />
  );
}
