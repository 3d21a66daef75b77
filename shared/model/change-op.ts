// The operations on one object, in the words of plan, log and window.

/** One change vocabulary everywhere: plan, log, window. Source: https://github.com/fluxcd/pkg/blob/main/ssa/changeset.go */
export const CHANGE_OPS = ['created', 'configured', 'unchanged', 'replaced', 'deleted', 'kept', 'skipped'] as const;
export type ChangeOp = (typeof CHANGE_OPS)[number];
