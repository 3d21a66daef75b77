// The stages of a change under way.

/** In the order of an operation that goes well; the last three are its ends. */
export const OPERATION_PHASES = [
  'preflight',
  'applying',
  'verifying',
  'deleting',
  'rollingBack',
  'recording',
  'succeeded',
  'failed',
  'cancelled',
] as const;
export type OperationPhase = (typeof OPERATION_PHASES)[number];

/** Whether it has ended, one way or another. */
export function hasEnded(phase: OperationPhase): boolean {
  return phase === 'succeeded' || phase === 'failed' || phase === 'cancelled';
}
