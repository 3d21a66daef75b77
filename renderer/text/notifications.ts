// The words around desktop notifications.

export const notificationText = {
  open: 'Notifications…',
  title: 'Notifications',
  help: 'What lasts 30 s is told once; in quiet hours only what is critical.',
  on: 'Show notifications',
  quiet: 'Quiet hours',
  from: 'From',
  to: 'To',
  test: 'Send a test',
  unsupported: 'This desktop shows no notifications.',
  failed: {
    read: 'The settings of notifications could not be read.',
    set: 'The settings of notifications could not be kept',
    test: 'No notification could be shown',
  },
} as const;
