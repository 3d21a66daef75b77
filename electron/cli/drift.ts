// `odin drift`: what was changed by hand since the newest revision; puts it back, or makes it part of the release.
import { AppError } from '../../shared/errors.ts';
import type { Drift } from '../../shared/model/drift.ts';
import { formatRef } from '../../shared/model/object.ts';
import type { PlanRequest } from '../../shared/model/plan-request.ts';
import { seenEdits } from '../../shared/model/seen-edits.ts';
import type { ManagedRelease } from '../session/managed-release.ts';
import { type ChangeOptions, runChange } from './change.ts';
import { chooseRelease, consentOf } from './chosen-release.ts';
import { EXIT } from './exit-code.ts';
import { type Invocation, withSession } from './invocation.ts';

export interface DriftOptions extends ChangeOptions {
  readonly putBack?: boolean;
  readonly keep?: boolean;
  /** The former name of `keep`. */
  readonly accept?: boolean;
}

/** `different` when something was changed. */
export async function runDrift(
  invocation: Invocation,
  name: string | undefined,
  options: DriftOptions,
): Promise<number> {
  const { console, signal } = invocation;
  const isKept = options.keep === true || options.accept === true;
  if (options.putBack === true && isKept) {
    throw new AppError('badInput', '--put-back and --keep are opposites: choose one.');
  }
  if (options.putBack === true) {
    // The plan shows what is undone and whose it is: that is taken from them. What another takes meanwhile is not.
    const request = async (release: ManagedRelease): Promise<PlanRequest> => {
      const takes = seenEdits(await release.drift(signal));
      return { want: 'putBack', takes, consent: consentOf(options) };
    };
    return runChange(invocation, { name, request, question: 'Put this back?' }, options);
  }
  if (isKept) {
    return runChange(
      invocation,
      { name, request: { want: 'accept', consent: consentOf(options) }, question: 'Keep this?' },
      options,
    );
  }
  const drift = await withSession(invocation, (session) => chooseRelease(session, name, options).drift(signal));
  console.result(drift, textOf(drift));
  return drift.objects.length === 0 ? EXIT.ok : EXIT.different;
}

function textOf({ release, revision, objects }: Drift): string[] {
  if (objects.length === 0) return [`Nothing of ${release} was changed by hand since revision ${revision}.`];
  return objects.flatMap(({ ref, state, fields }) => [
    `${formatRef(ref)}${state === 'missing' ? ': deleted' : ''}`,
    ...fields.map(({ path, wanted = 'nothing', live = 'nothing', manager, at }) => {
      const when = at === undefined ? '' : `, ${new Date(at).toISOString()}`;
      return `  ${path}: ${wanted} → ${live}${manager === undefined ? '' : ` (${manager}${when})`}`;
    }),
  ]);
}
