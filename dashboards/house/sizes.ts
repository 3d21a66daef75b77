// Heights of panels in grid rows: one of each kind, so that what stands side by side ends together.
export const SIZES = {
  /** One number. */
  number: 4,
  /** Lines over time. */
  chart: 8,
  table: 9,
  logs: 16,
} as const;
