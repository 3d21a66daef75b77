// The exit statuses of `odin`, by which scripts can tell how it went.
import { assertNever } from '../../shared/assert-never.ts';
import type { ErrorCode } from '../../shared/errors.ts';

/** Documented in README.md and by {@link EXIT_MEANINGS}. */
export const EXIT = {
  ok: 0,
  /** A defect in ODIN. */
  internal: 1,
  /** The command, a file or a manifest is wrong. */
  usage: 2,
  /** No answer from the cluster or a service, or no valid credentials for it. */
  unreachable: 3,
  /** The cluster or ODIN refused: not allowed, invalid, in conflict, not there. */
  refused: 4,
  /** It answered, and something is not healthy. */
  unhealthy: 5,
  /** `diff` and `drift`: there are differences; `alerts`: something fires. */
  different: 6,
  /** Ctrl+C, as shells have it (128 + SIGINT). */
  cancelled: 130,
} as const;

/** What each status means, for the help and the manual. */
export const EXIT_MEANINGS: readonly (readonly [status: number, meaning: string])[] = [
  [0, 'done, or nothing to do; for status: everything is healthy'],
  [1, 'a defect in odin, or its output could not be written'],
  [2, 'the command, a kubeconfig or a manifest is wrong'],
  [3, 'no answer from the cluster or a service, or no valid credentials'],
  [4, 'refused: not allowed, invalid, in conflict, not there, or the plan no longer holds'],
  [
    5,
    'something is not healthy; for status: or the stack is not installed; for doctor: or not all of the chain could be seen; for host: something stands in the way of K3s',
  ],
  [6, 'diff and drift: there are differences; alerts: something fires'],
  [129, 'cancelled: the terminal was closed (SIGHUP)'],
  [130, 'cancelled by Ctrl+C'],
  [143, 'cancelled by SIGTERM'],
];

/** The exit status of a failure. */
export function exitCodeOf(code: ErrorCode): number {
  switch (code) {
    case 'cancelled':
      return EXIT.cancelled;
    case 'badInput':
      return EXIT.usage;
    case 'unreachable':
    case 'unauthorized':
    case 'unavailable':
      return EXIT.unreachable;
    case 'forbidden':
    case 'notFound':
    case 'conflict':
    case 'invalid':
    case 'unsupported':
      return EXIT.refused;
    case 'unhealthy':
      return EXIT.unhealthy;
    case 'internal':
      return EXIT.internal;
    default:
      return assertNever(code);
  }
}
