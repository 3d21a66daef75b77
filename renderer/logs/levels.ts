// The levels of lines by their gravity, and those that a person can ask for: each means itself and what is worse.
import type { LogLine } from '../../shared/model/log-line.ts';

const RANKS = { error: 0, warn: 1, info: 2, debug: 3 } as const satisfies Record<NonNullable<LogLine['level']>, number>;

/** Of what has no level: it is shown unless somebody asks for one. */
export const NO_RANK = 4;

export const LEVEL_FLOORS = ['any', 'info', 'warn', 'error'] as const;
export type LogLevelFloor = (typeof LEVEL_FLOORS)[number];

/** 0 is the gravest. */
export function rankOf(level: NonNullable<LogLine['level']>): number {
  return RANKS[level];
}

/** The highest rank that is still shown. */
export function highestRank(floor: LogLevelFloor): number {
  return floor === 'any' ? NO_RANK : RANKS[floor];
}
