// `odin uninstall`: removes what ODIN created; data stays unless it is asked for by name.
import { type ChangeOptions, runChange } from './change.ts';
import { consentOf } from './chosen-release.ts';
import type { Invocation } from './invocation.ts';

export interface UninstallOptions extends ChangeOptions {
  readonly deleteData?: boolean;
}

export function runUninstall(
  invocation: Invocation,
  name: string | undefined,
  options: UninstallOptions,
): Promise<number> {
  const deleteData = options.deleteData === true;
  const question = deleteData ? 'Remove this, with all data in its volumes?' : 'Remove this?';
  const request = { want: 'uninstall', deleteData, consent: consentOf(options) } as const;
  return runChange(invocation, { name, request, question }, options);
}
