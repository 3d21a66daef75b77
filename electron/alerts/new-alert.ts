// An alert as it is handed to Alertmanager.
// Source: https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml (postableAlert)

/** Times as RFC 3339; it has ended at `endsAt`. */
export interface NewAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly startsAt: string;
  readonly endsAt: string;
}
