// The settings of a stack with its logs switched on.
import { isRecord } from '../../../shared/json.ts';
import type { SuppliedSettings } from '../../../shared/model/stack-settings.ts';

/** Of the form of settings that this page writes. */
const VERSION = 1;

/** The same and logs; undefined where they are on, or where the settings are of another form. */
export function withLogs(settings: SuppliedSettings = { version: VERSION }): SuppliedSettings | undefined {
  const { version, components = {} } = settings;
  if (version !== VERSION || !isRecord(components) || components.logs === true) return undefined;
  return { ...settings, components: { ...components, logs: true } };
}
