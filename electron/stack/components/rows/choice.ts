// The choice of a component by settings.
import type { StackSettings } from '../../../../shared/model/stack-settings.ts';
import { valueAt } from '../../manifests/at-path.ts';

/** The paths of `T` at which a `V` is, as they are written in sentences: `gpu.devicePlugin.enabled`. Not into lists. */
type PathsTo<T, V> = T extends readonly unknown[]
  ? never
  : T extends object
    ? {
        [K in keyof T & string]: (T[K] extends V ? K : never) | `${K}.${PathsTo<NonNullable<T[K]>, V>}`;
      }[keyof T & string]
    : never;

/** A setting by its path. */
export type SettingPath = PathsTo<StackSettings, unknown>;

/** The condition under which a component is wanted, and the words for it when it is not. */
export interface Choice {
  readonly holds: (settings: StackSettings) => boolean;
  /** After "does nothing while": `components.grafana is off`. */
  readonly otherwise: string;
}

/** Nothing works without it. */
export const ALWAYS: Choice = { holds: () => true, otherwise: 'it is left out' };

/** Unless a Prometheus that is in the cluster already is used. */
export const OWN_PROMETHEUS: Choice = {
  holds: ({ prometheus }) => prometheus.existing === undefined,
  otherwise: 'prometheus.existing is set',
};

/** While a switch is on. */
export function whileOn(path: PathsTo<StackSettings, boolean>): Choice {
  return { holds: (settings) => settingAt(settings, path) === true, otherwise: `${path} is off` };
}

/** The value of a setting; undefined where it has none. */
export function settingAt(settings: StackSettings, path: SettingPath): unknown {
  return valueAt(settings, path.split('.'));
}
