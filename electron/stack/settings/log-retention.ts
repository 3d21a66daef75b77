// The time for which Loki keeps logs.
import { durationMs } from '../../../shared/model/settings/units.ts';
import { edited, setInFile } from '../manifests/edit.ts';
import type { Setting } from './setting.ts';

/** In the hours that Loki's documentation writes; also the age beyond which it takes no lines, which it would delete at once. */
export const logRetention: Setting = (objects, { loki }) => {
  const hours = `${Math.ceil(durationMs(loki.retention) / 3_600_000)}h`;
  return edited(objects, 'ConfigMap', 'loki-config', (object) =>
    ['retention_period', 'reject_old_samples_max_age'].reduce(
      (done, key) => setInFile(done, 'loki.yml', ['limits_config', key], hours),
      object,
    ),
  );
};
