// The words of the stack's status: its version, and its parts with what they use.

export const stackStatusText = {
  newer: (version: string) => `Newer: ${version}`,
  newest: 'This is the newest version.',
  loading: 'Reading the parts…',
  table: 'Parts of the stack',
  part: 'Part',
  version: 'Version',
  health: 'Health',
  volume: 'Volume',
  memory: 'Memory',
  volumeOf: (used: string, capacity: string, unit: string) => `${used} of ${capacity} ${unit}`,
  noVolume: 'It keeps nothing on a volume.',
  noFill: 'Nobody says how full its volume is.',
  empty: 'There are no parts in this namespace.',
} as const;
