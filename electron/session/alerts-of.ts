// Alerts and silences of one cluster: both asked of the same Alertmanager, which is looked for where the stack is.
import type { AlertReport } from '../../shared/model/alert.ts';
import type { Overview } from '../../shared/model/overview.ts';
import type { ExistingPrometheus } from '../../shared/model/settings/existing-prometheus.ts';
import type { AlertmanagerClient } from '../alerts/alertmanager.ts';
import type { DisposalStack } from '../disposal.ts';
import type { KubeClient } from '../kube/client.ts';
import { AlertPlace } from './alert-sources.ts';
import { AlertWatch } from './alert-watch.ts';
import { Silences } from './silences.ts';
import type { StackForwards } from './stack-forwards.ts';

/** What they need. */
export interface AlertsOptions {
  readonly client: KubeClient;
  readonly namespace: string;
  readonly forwards: StackForwards;
  /** What is known of the cluster. */
  readonly overview: (signal: AbortSignal) => Promise<Overview>;
  /** The one that the settings name instead of the stack's own. */
  readonly existingPrometheus: (signal: AbortSignal) => Promise<ExistingPrometheus | undefined>;
  /** See `SessionOptions`; undefined: what fires is not followed. */
  readonly interval: (() => number) | undefined;
  /** What fires is asked for at its pace: whoever keeps that pace too may look now, and is not waited for. */
  readonly onAsked: (overview: Overview, existing: ExistingPrometheus | undefined, signal: AbortSignal) => void;
  readonly onChange: (report: AlertReport) => void;
}

/** Asks nothing yet. What has to end is put on `undos`. */
export function alertsOf(
  { client, namespace, forwards, overview, existingPrometheus, interval, onAsked, onChange }: AlertsOptions,
  undos: DisposalStack,
): {
  readonly alerts: AlertWatch;
  readonly silences: Silences;
  readonly alertmanager: (signal: AbortSignal) => Promise<AlertmanagerClient | undefined>;
} {
  const place = new AlertPlace({ client, namespace, forwards });
  undos.defer(() => place.dispose());
  const sight = async (signal: AbortSignal) => {
    const [seen, existing] = await Promise.all([overview(signal), existingPrometheus(signal)]);
    return { seen, existing, named: existing && { ...existing, name: existing.service } };
  };
  const alerts = new AlertWatch({
    read: async (signal) => {
      const { seen, existing, named } = await sight(signal);
      // A command, which does not follow what fires, asks by itself.
      if (interval !== undefined) onAsked(seen, existing, signal);
      return place.read(seen, named, signal);
    },
    interval,
    onChange,
  });
  undos.defer(() => alerts.dispose());
  const alertmanager = async (signal: AbortSignal) => {
    const { seen, named } = await sight(signal);
    return place.alertmanagerIn(seen, named);
  };
  const silences = new Silences({
    alertmanager,
    alerts: (signal) => alerts.list(signal),
    onChange: () => alerts.look(),
  });
  return { alerts, silences, alertmanager };
}
