// `odin rollback`: a release becomes again what an earlier revision was.
import { AppError } from '../../shared/errors.ts';
import { type ChangeOptions, runChange } from './change.ts';
import { consentOf } from './chosen-release.ts';
import type { Invocation } from './invocation.ts';

/** `odin rollback 3` is about the stack, `odin rollback NAME 3` about another release; without a number it is the one before. */
export function runRollback(
  invocation: Invocation,
  first: string | undefined,
  second: string | undefined,
  options: ChangeOptions,
): Promise<number> {
  const isNumberAlone = second === undefined && first !== undefined && /^\d+$/.test(first);
  const [name, number] = isNumberAlone ? [undefined, first] : [first, second];
  const revision = number === undefined ? {} : { revision: revisionOf(number) };
  const request = { want: 'rollback', ...revision, consent: consentOf(options) } as const;
  return runChange(invocation, { name, request, question: 'Go back to this?' }, options);
}

function revisionOf(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new AppError('badInput', `"${text}" is no revision; see \`odin history\`.`);
}
