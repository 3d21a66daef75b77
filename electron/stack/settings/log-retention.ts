// The time for which Loki keeps logs, and how much of them it may take so that they fit into its volume.
import { durationMs, quantityBytes } from '../../../shared/model/settings/units.ts';
import { edited, withYamlFile } from '../manifests/edit.ts';
import type { Setting } from './setting.ts';

/** What is left of a line on disk. Loki's compression makes a fifth to a tenth of it; the careful end. */
const COMPRESSED = 1 / 5;
/** Loki's and Prometheus' MB. */
const MB = 1024 ** 2;
const DAY_S = 86_400;

/**
 * The retention in the hours that Loki's documentation writes; also the age beyond which it takes no lines, which it would
 * delete at once. The rates as `loki.yml` explains them; versions of the stack that have no limit by size get none.
 */
export const logRetention: Setting = (objects, { loki }) => {
  const hours = Math.ceil(durationMs(loki.retention) / 3_600_000);
  const rateMB = rounded(quantityBytes(loki.storage.size) / COMPRESSED / (hours * 3600) / MB);
  const values: Readonly<Record<string, string | number>> = {
    retention_period: `${hours}h`,
    reject_old_samples_max_age: `${hours}h`,
    ingestion_rate_mb: rateMB,
    ingestion_burst_size_mb: Math.ceil(rateMB * DAY_S),
  };
  const streams: Readonly<Record<string, string | number>> = {
    per_stream_rate_limit: `${Math.ceil((rateMB * 1024) / 2)}KB`,
    per_stream_rate_limit_burst: `${Math.ceil((rateMB * DAY_S) / 2)}MB`,
  };
  return edited(objects, 'ConfigMap', 'loki-config', (object) =>
    withYamlFile(object, 'loki.yml', (document) => {
      const isBySize = document.hasIn(['limits_config', 'ingestion_rate_mb']);
      for (const [key, value] of Object.entries(isBySize ? { ...values, ...streams } : values)) {
        const path = ['limits_config', key];
        if (document.hasIn(path)) document.setIn(path, value);
      }
    }),
  );
};

/** As a person would write it. */
function rounded(value: number): number {
  return Number(value.toPrecision(2));
}
