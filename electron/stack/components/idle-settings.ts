// Settings that change nothing, because the part of the stack that they are about is not there.
import { isDeepStrictEqual } from 'node:util';
import { DEFAULT_SETTINGS, type StackSettings } from '../../../shared/model/stack-settings.ts';
import { settingAt } from './rows/choice.ts';
import { COMPONENTS } from './table.ts';

/** A sentence for each setting that was chosen, and does nothing. The row of Prometheus says what is lost with another one altogether. */
export function idleSettings(settings: StackSettings): readonly string[] {
  return COMPONENTS.flatMap(({ idle }) => idle ?? []).flatMap(({ unless, settings: paths }) =>
    unless.holds(settings)
      ? []
      : paths
          .filter((path) => !isDeepStrictEqual(settingAt(settings, path), settingAt(DEFAULT_SETTINGS, path)))
          .map((path) => `${path} does nothing while ${unless.otherwise}.`),
  );
}
