// A span of time as it is typed: `90s`, `10m`, `2h`, `3d`.
import { AppError } from '../../shared/errors.ts';

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };
/** More than any log is kept. */
const MOST_SECONDS = 10 * 365 * 86_400;

/** In seconds. Throws `badInput` for what is none. */
export function secondsIn(text: string): number {
  const parts = [...text.matchAll(/(\d{1,9})([smhd])/g)];
  const seconds = parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (SECONDS[unit] ?? 0), 0);
  const isWhole = parts.map(([part]) => part).join('') === text;
  if (isWhole && seconds >= 1 && seconds <= MOST_SECONDS) return seconds;
  throw new AppError('badInput', `"${text}" is no span of time: use one such as 90s, 10m, 2h or 3d.`);
}
