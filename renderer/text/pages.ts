// The names of the pages, as the sidebar and the list of commands say them.

export const pagesText = {
  overview: 'Overview',
  gpu: 'GPU',
  stack: 'Stack',
  doctor: 'Doctor',
  alerts: 'Alerts',
  forwards: 'Forwards',
  explore: 'Explore',
  logs: 'Logs',
  settings: 'Settings',
} as const;
