// Settings that change nothing, because the part of the stack that they are about is not there.
import { isDeepStrictEqual } from 'node:util';
import { DEFAULT_SETTINGS, type StackSettings } from '../../../shared/model/stack-settings.ts';
import { valueAt } from '../manifests/at-path.ts';

interface Reason {
  readonly holds: (settings: StackSettings) => boolean;
  readonly words: string;
}

const off = (name: string): Reason => ({
  holds: (settings) => at(settings, name) === false,
  words: `${name} is off`,
});
const elsewhere: Reason = {
  holds: ({ prometheus }) => prometheus.existing !== undefined,
  words: 'prometheus.existing is set',
};

/** Setting → when it does nothing. What is lost with another Prometheus altogether, `leftOutWith` says. */
const IDLE: readonly (readonly [setting: string, reason: Reason])[] = [
  ['alerts.receivers', off('components.alertmanager')],
  ['alertmanager.storage', off('components.alertmanager')],
  ['grafana.storage', off('components.grafana')],
  ['loki.retention', off('components.logs')],
  ['loki.storage', off('components.logs')],
  ['ingress.ingressClassName', off('components.ingress')],
  ['ingress.hosts', off('components.ingress')],
  ['ingress.controller', off('components.ingress')],
  ['ingress.hosts.prometheus', elsewhere],
  ['gpu.devicePlugin.timeSlicingReplicas', off('gpu.devicePlugin.enabled')],
];

/** A sentence for each setting that was chosen, and does nothing. */
export function idleSettings(settings: StackSettings): readonly string[] {
  return IDLE.flatMap(([setting, { holds, words }]) =>
    holds(settings) && !isDeepStrictEqual(at(settings, setting), at(DEFAULT_SETTINGS, setting))
      ? [`${setting} does nothing while ${words}.`]
      : [],
  );
}

function at(settings: StackSettings, name: string): unknown {
  return valueAt(settings, name.split('.'));
}
