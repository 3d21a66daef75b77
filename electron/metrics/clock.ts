// Prometheus' clock against this machine's: after a sleep, in a virtual machine, or on a node without a time server they differ.

/** Scrapes, and the way there and back, blur less than this; beyond it a chart of minutes shows it. */
const TOLERATED_SECONDS = 30;

/** What a clock says, and when it was heard, both in unix seconds: the latter by this machine's. */
export interface Reading {
  readonly saidSeconds: number;
  readonly askedSeconds: number;
  readonly heardSeconds: number;
}

/** By how many whole seconds it is ahead of this machine's clock; negative: behind. 0 for what nobody would notice. */
export function clockAhead({ saidSeconds, askedSeconds, heardSeconds }: Reading): number {
  // It was read on the way: somewhere between.
  const ahead = saidSeconds - (askedSeconds + heardSeconds) / 2;
  const blur = (heardSeconds - askedSeconds) / 2;
  return Math.abs(ahead) > TOLERATED_SECONDS + blur ? Math.round(ahead) : 0;
}
