// Everything about the stack that a person may choose, with defaults that work on a laptop. The JSON Schema for editors,
// the form in the window and the check of a settings file are all made of this one schema.
import { z } from 'zod';
import { componentsSchema } from './settings/components.ts';
import { exporterSchema } from './settings/exporter.ts';
import { duration, storage, toggle } from './settings/fields.ts';
import { gpuSchema } from './settings/gpu.ts';
import { ingressSchema } from './settings/ingress.ts';
import { nodeExporterSchema } from './settings/node-exporter.ts';
import { prometheusSchema } from './settings/prometheus.ts';
import { resourcesSchema } from './settings/resources.ts';

/** Of the settings' form: it grows when a setting is renamed or moves, with a step in `electron/stack/settings/migrations.ts`. */
export const SETTINGS_VERSION = 1;

const lokiSchema = z
  .strictObject({
    retention: duration(
      '7d',
      {
        title: 'Retention',
        description:
          'Older logs are deleted. Lines that would not fit into the volume over that time are refused, and an alert says so.',
      },
      '24h',
    ),
    storage: storage('10Gi', 'logs'),
  })
  .prefault({})
  .meta({ title: 'Loki', description: 'Keeps the logs, where component logs is on.' });

/** Whoever copies a configuration writes it as the map that it is there. */
const LINES = 'must be text: put a | behind its colon, and the lines below it';

const alertsSchema = z
  .strictObject({
    rules: toggle(
      true,
      'Alert rules',
      'The rules that come with the stack. Off keeps the recording rules, which charts need.',
    ),
    receivers: z.string(LINES).max(100_000, 'must be at most 100000 characters').default('').meta({
      title: 'Receivers',
      description:
        'Who hears of alerts: Alertmanager YAML with receivers and route, and global, inhibit_rules, time_intervals and templates where needed. Secrets go into the Secret alertmanager-secrets and are named by file: /etc/alertmanager/secrets/KEY.',
    }),
    templates: z.string(LINES).max(100_000, 'must be at most 100000 characters').default('').meta({
      title: 'Templates',
      description:
        'Templates of messages, each {{ define "name" }} … {{ end }}; receivers use them by {{ template "name" . }}.',
    }),
  })
  .prefault({})
  .meta({ title: 'Alerts', description: 'What is worth a message, and who gets it.' });

/** Strict: a key that it does not know is an error, since it is a misspelt one. */
export const stackSettingsSchema = z
  .strictObject({
    version: z.literal(SETTINGS_VERSION).meta({ title: 'Version', description: 'Of the form of these settings.' }),
    components: componentsSchema,
    gpu: gpuSchema,
    prometheus: prometheusSchema,
    grafana: z
      .strictObject({ storage: storage('10Gi', 'users, preferences and what is made by hand') })
      .prefault({})
      .meta({ title: 'Grafana', description: 'Shows dashboards.' }),
    alertmanager: z
      .strictObject({ storage: storage('1Gi', 'silences') })
      .prefault({})
      .meta({ title: 'Alertmanager', description: 'Sends alerts on.' }),
    loki: lokiSchema,
    nodeExporter: nodeExporterSchema,
    ingress: ingressSchema,
    resources: resourcesSchema,
    alerts: alertsSchema,
    linkerdInjection: toggle(
      false,
      'Linkerd',
      'Adds the stack to a Linkerd mesh (2.12 or newer) that is installed already. What is on the host network stays out.',
    ),
    exporters: z
      .array(exporterSchema)
      .default([])
      .superRefine((exporters, context) => {
        for (const [index, { name }] of exporters.entries()) {
          if (exporters.findIndex((other) => other.name === name) === index) continue;
          context.addIssue({
            code: 'custom',
            path: [index, 'name'],
            message: `is ${name}, as that of another exporter: names must differ`,
          });
        }
      })
      .meta({ title: 'Exporters', description: 'Programs of your own whose metrics are scraped.' }),
    extraManifests: z.string().min(1, 'must be a directory').exactOptional().meta({
      title: 'Extra manifests',
      format: 'directory',
      description:
        'A directory of manifests that become part of the stack, by its whole path; in a file, relative to that file. Network policies let nobody but Prometheus in to their pods in the namespace of the stack: other edges need a policy of their own.',
    }),
  })
  .meta({ title: 'Settings of the ODIN stack', description: 'What can be left out has a default.' });

/** With every default filled in. */
export type StackSettings = z.output<typeof stackSettingsSchema>;

export const DEFAULT_SETTINGS: StackSettings = stackSettingsSchema.parse({ version: SETTINGS_VERSION });

/** Settings as somebody wrote them, without the defaults: valid, and of the current version. */
export const suppliedSettingsSchema = z.record(z.string(), z.unknown());
export type SuppliedSettings = z.infer<typeof suppliedSettingsSchema>;
