// `odin recover`: ends a change that was interrupted, by going back (the default) or by going on.
import { type ChangeOptions, runChange } from './change.ts';
import { consentOf } from './chosen-release.ts';
import type { Invocation } from './invocation.ts';

export interface RecoverOptions extends ChangeOptions {
  readonly finish?: boolean;
}

export function runRecover(invocation: Invocation, name: string | undefined, options: RecoverOptions): Promise<number> {
  const how = options.finish === true ? 'finish' : 'undo';
  const request = { want: 'recover', how, consent: consentOf(options) } as const;
  return runChange(invocation, { name, request, question: 'End it like this?' }, options);
}
