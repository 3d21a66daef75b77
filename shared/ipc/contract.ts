// Every call and every event between the page and the main process, declared once. Both sides derive their types from it.
import { z } from 'zod';
import { aboutSchema, packageNameSchema } from '../model/about.ts';
import { alertReportSchema, dashboardUidSchema } from '../model/alert.ts';
import { alertHistorySchema } from '../model/alert-history.ts';
import { alertFingerprintSchema, alertThresholdSchema } from '../model/alert-threshold.ts';
import { alertValueSchema } from '../model/alert-value.ts';
import {
  appSettingsChangeSchema,
  appSettingsStateSchema,
  clockSchema,
  type Theme as ThemeChoice,
  themeSchema,
} from '../model/app-settings.ts';
import { clusterListSchema, clusterStatusSchema, contextIdSchema, probeResultSchema } from '../model/cluster.ts';
import { deepLinkSchema } from '../model/deep-link.ts';
import { notificationSettingsSchema, notificationStateSchema } from '../model/desktop-notification.ts';
import { doctorReportSchema } from '../model/doctor.ts';
import { driftSchema } from '../model/drift.ts';
import {
  exploreInstantSchema,
  exploreQueryInputSchema,
  exploreRangeInputSchema,
  exploreRangeSchema,
  labelNamesInputSchema,
  labelValuesInputSchema,
  metricNamesSchema,
  namesSchema,
} from '../model/explore.ts';
import { forwardSchema, forwardTargetSchema } from '../model/forward.ts';
import { gpuHoldersInputSchema, gpuHoldersSchema } from '../model/gpu-holder.ts';
import { gpuProcessesSchema } from '../model/gpu-process.ts';
import { gpuXidSchema, gpuXidsInputSchema } from '../model/gpu-xid.ts';
import { hostReportSchema } from '../model/host-check.ts';
import {
  declaredPortSchema,
  forwardableSchema,
  forwardRequestSchema,
  keptForwardIdSchema,
  keptForwardSchema,
} from '../model/kept-forward.ts';
import { logPageSchema, logPastRequestSchema } from '../model/log-past.ts';
import { metricsRangeInputSchema, metricsRangeSchema } from '../model/metrics.ts';
import { mishapSchema, pageErrorSchema } from '../model/mishap.ts';
import { actionPreviewSchema, actionResultSchema, objectActionSchema } from '../model/object-action.ts';
import { operationSchema } from '../model/operation.ts';
import { overviewSchema, verdictSchema } from '../model/overview.ts';
import { planSchema } from '../model/plan.ts';
import { planRequestSchema } from '../model/plan-request.ts';
import {
  putSecretSchema,
  receiverChangeSchema,
  receiverListSchema,
  receiverReadSchema,
  receiverSecretKeysSchema,
  receiverTestedSchema,
  receiverTestSchema,
} from '../model/receiver.ts';
import { recentSchema } from '../model/recent.ts';
import { releaseNotesSchema } from '../model/release-notes.ts';
import { releaseSummarySchema, revisionSchema } from '../model/revision.ts';
import { revisionDetailSchema } from '../model/revision-detail.ts';
import { shellInputSchema } from '../model/shell.ts';
import { silenceIdSchema, silenceListSchema, silenceRequestSchema, silenceSchema } from '../model/silence.ts';
import { stackStatusSchema } from '../model/stack.ts';
import { sampleGrowthSchema, stackChoicesSchema } from '../model/stack-choices.ts';
import { stackOfferSchema } from '../model/stack-offer.ts';
import { streamIdSchema, streamMessageSchema, streamRequestSchema } from '../model/stream.ts';
import { supportBundleSchema, supportPreviewSchema } from '../model/support-bundle.ts';
import { tilesSchema, usageHistoryInputSchema, usageHistorySchema, usageSchema } from '../model/usage.ts';
import { pictureRequestSchema } from '../model/window-picture.ts';

const nothing = z.void();

/** What the app itself is and remembers. */
export const appInfoSchema = z.object({
  version: z.string(),
  electron: z.string(),
  platform: z.string(),
  /** Whether this desktop shows our tray item; without one, closing the window quits. */
  hasTray: z.boolean(),
  /** Whether a person wants one. */
  isTrayOn: z.boolean(),
  theme: themeSchema,
  clock: clockSchema,
});
export type AppInfo = z.infer<typeof appInfoSchema>;
export type Theme = ThemeChoice;

/** Name → what goes in and what comes out. Adding a call is adding a line here; the compiler asks for its handler. */
export const calls = {
  'app.info': { input: nothing, output: appInfoSchema },
  'app.setTheme': { input: z.strictObject({ theme: themeSchema }), output: nothing },
  /** The settings of the app that `app.info` and `notifications.state` do not tell. */
  'app.settings': { input: nothing, output: appSettingsStateSchema },
  /** Changes what is named; counts at once. Throws where the system refuses to start ODIN at login. */
  'app.change': { input: appSettingsChangeSchema, output: nothing },
  /** Ends the demo cluster and lets it begin anew, after a person was asked natively; whether they said yes. */
  'app.resetDemo': { input: nothing, output: z.boolean() },

  /** What went wrong in the app and was not read yet, newest first. */
  'app.mishaps': { input: nothing, output: z.array(mishapSchema) },
  'app.dismissMishap': { input: z.strictObject({ id: mishapSchema.shape.id.max(64) }), output: nothing },
  /** Writes a defect of the page into the log. */
  'app.reportError': { input: pageErrorSchema, output: nothing },
  /** Puts what somebody who helps needs to know on the clipboard: versions, health, the last log lines; no secrets. */
  'app.copyDiagnostics': { input: nothing, output: nothing },
  'app.about': { input: nothing, output: aboutSchema },
  /** The text of the licence of a bundled package; null where there is no such package. */
  'app.license': { input: packageNameSchema, output: z.string().nullable() },

  /** Makes the support bundle anew, and holds it: what is shown of it is what is saved. */
  'support.look': { input: nothing, output: supportBundleSchema },
  /** The text of one of its files. */
  'support.preview': { input: z.strictObject({ name: z.string().max(64) }), output: supportPreviewSchema },
  /** Asks a person natively where to, and writes it there; the path, or null where they did not say. */
  'support.save': { input: nothing, output: z.string().nullable() },
  /** Shows the file that was saved last in the system's file manager. */
  'support.showFile': { input: nothing, output: nothing },

  /** The link that waits to be followed, once. */
  'app.takeLink': { input: nothing, output: deepLinkSchema.nullable() },

  'notifications.state': { input: nothing, output: notificationStateSchema },
  'notifications.set': { input: notificationSettingsSchema, output: nothing },
  /** Shows a notification that says that it is a test. Throws where this desktop shows none. */
  'notifications.test': { input: nothing, output: nothing },

  'clusters.list': { input: nothing, output: clusterListSchema },
  /** Asks a person natively for a kubeconfig file, which is then among those that are read; its path, or null. */
  'clusters.addFile': { input: nothing, output: z.string().nullable() },
  'clusters.probe': { input: z.strictObject({ id: contextIdSchema }), output: probeResultSchema },
  'clusters.select': { input: z.strictObject({ id: contextIdSchema }), output: clusterStatusSchema },
  'clusters.status': { input: nothing, output: clusterStatusSchema },

  'overview.get': { input: nothing, output: overviewSchema.nullable() },
  'overview.verdict': { input: nothing, output: verdictSchema },

  /** What fires; followed while a window is there, and told as `alerts.changed`. */
  'alerts.list': { input: nothing, output: alertReportSchema },

  /** What fired in the last seven days. Throws where no Prometheus answers. */
  'alerts.history': { input: nothing, output: alertHistorySchema },

  /** What an alert of ODIN's own rules watches over, with the threshold; null where that cannot be told. */
  'alerts.threshold': { input: alertFingerprintSchema, output: alertThresholdSchema.nullable() },

  /** The values that alerts have now, of those that are known. Throws where no Prometheus answers. */
  'alerts.values': { input: nothing, output: z.array(alertValueSchema) },

  /** Silences that have not ended. Throws where no Alertmanager answers. */
  'silences.list': { input: nothing, output: silenceListSchema },
  /** Silences one alert that fires, and answers when Alertmanager has it. */
  'silences.create': { input: silenceRequestSchema, output: silenceSchema },
  /** Ends a silence now; of one that has ended already nothing is said. */
  'silences.expire': { input: z.strictObject({ id: silenceIdSchema }), output: nothing },
  /** Makes a silence anew that was ended here a moment ago, until the same moment; the alert need not fire any more. */
  'silences.restore': { input: z.strictObject({ id: silenceIdSchema }), output: silenceSchema },

  /** The YAML of the setting `alerts.receivers` as a form shows it. Throws `badInput` for what Alertmanager would not take. */
  'receivers.list': { input: receiverReadSchema, output: receiverListSchema },
  /** That YAML after a change; nothing is written anywhere. Throws `badInput` with the field as its subject. */
  'receivers.change': { input: receiverChangeSchema, output: receiverReadSchema },
  /** The keys, never the values, of the Secret of receivers in the chosen cluster. */
  'receivers.secretKeys': { input: nothing, output: receiverSecretKeysSchema },
  /** Puts a value into one key of that Secret, after a person was asked natively; its other keys stay. Throws `cancelled` after a no. */
  'receivers.putSecret': { input: putSecretSchema, output: nothing },
  /** Hands Alertmanager an alert for a receiver of the installed stack, which ends by itself. */
  'receivers.test': { input: receiverTestSchema, output: receiverTestedSchema },

  'stack.status': { input: nothing, output: stackStatusSchema },
  /** Plans a change: writes nothing. What is shown can be confirmed by its hash. */
  'stack.plan': { input: planRequestSchema, output: planSchema },
  /** Asks a person for a folder, by the system's dialog: settings may name those that were chosen so. Null: none was. */
  'stack.chooseFolder': { input: nothing, output: z.string().nullable() },
  /** What the newest stack brings and asks for; no cluster is asked. */
  'stack.offer': { input: nothing, output: stackOfferSchema },
  /** The classes of the cluster that settings may name. Throws where the cluster does not answer. */
  'stack.choices': { input: nothing, output: stackChoicesSchema },
  /** What a version of the assets brings. */
  'stack.releaseNotes': { input: z.strictObject({ version: z.string().max(64) }), output: releaseNotesSchema },
  /** Revisions, newest first. */
  'stack.history': { input: nothing, output: z.array(revisionSchema) },
  /** What a revision brought. Throws `notFound` where it is not kept any more. */
  /** The objects of a revision as YAML, secrets hidden. */
  'stack.manifest': { input: z.strictObject({ revision: z.number().int().positive() }), output: z.string() },
  'stack.revision': { input: z.strictObject({ revision: z.number().int().positive() }), output: revisionDetailSchema },
  /** What was changed by hand since the newest revision. */
  'stack.drift': { input: nothing, output: driftSchema },
  /** All releases in the cluster, ODIN's and Helm's. */
  'releases.list': { input: nothing, output: z.array(releaseSummarySchema) },
  /** Applies the plan that was shown, by its hash; refuses when the cluster has moved since. Answers when it has ended; steps come as the event `stack.operation`. */
  'stack.apply': { input: z.strictObject({ hash: z.string().min(1).max(128) }), output: operationSchema },
  'stack.cancel': { input: z.strictObject({ id: z.string().min(1).max(128) }), output: nothing },
  /** The operation under way, or the last one of this run. */
  'stack.operation': { input: nothing, output: operationSchema.nullable() },

  /** Who uses the GPUs now. */
  'gpus.processes': { input: nothing, output: gpuProcessesSchema },
  /** Who held their memory in a time, as layers of a stack. */
  'gpus.holders': { input: gpuHoldersInputSchema, output: gpuHoldersSchema },
  /** The XID errors of the GPUs in a time, oldest first; none where no exporter tells them. */
  'gpus.xids': { input: gpuXidsInputSchema, output: z.array(gpuXidSchema) },
  /** A PNG of a part of the window: asks a person natively where to, and writes it there; the path, or null where they did not say. */
  'charts.save': { input: pictureRequestSchema, output: z.string().nullable() },
  'metrics.range': { input: metricsRangeInputSchema, output: metricsRangeSchema },

  /** Free PromQL, at Prometheus' now. What it refuses is an answer too; throws where none answers. */
  'explore.query': { input: exploreQueryInputSchema, output: exploreInstantSchema },
  /** The same over the time until Prometheus' now. */
  'explore.range': { input: exploreRangeInputSchema, output: exploreRangeSchema },
  /** The names of the metrics of the last hours. */
  'explore.metrics': { input: nothing, output: metricNamesSchema },
  'explore.labels': { input: labelNamesInputSchema, output: namesSchema },
  'explore.values': { input: labelValuesInputSchema, output: namesSchema },

  /** A page of a log's past, as Loki keeps it. Throws where the stack has no Loki, or where it does not answer. */
  'logs.past': { input: logPastRequestSchema, output: logPageSchema },

  /** Begins to tell of something by the event `streams.message`, under the id that the page chose, until it is closed or the page goes. */
  'streams.open': { input: z.strictObject({ id: streamIdSchema, request: streamRequestSchema }), output: nothing },
  /** What a person types into a shell. */
  'streams.send': { input: z.strictObject({ id: streamIdSchema, input: shellInputSchema }), output: nothing },
  /** Nothing is told under that id after it; closing what is not open does nothing. */
  'streams.close': { input: z.strictObject({ id: streamIdSchema }), output: nothing },

  /** What an action would do: writes nothing. */
  'objects.preview': { input: objectActionSchema, output: actionPreviewSchema },
  /** Does what was shown, by its hash; refuses as `conflict` when the object has changed since. */
  'objects.run': { input: z.strictObject({ hash: z.string().min(1).max(128) }), output: actionResultSchema },

  /** What pods and volumes use now. */
  'usage.now': { input: nothing, output: usageSchema },
  'usage.history': { input: usageHistoryInputSchema, output: usageHistorySchema },
  'usage.tiles': { input: nothing, output: tilesSchema },
  /** How fast samples fill the disk of the stack's Prometheus; null where there is none, or none that could tell. */
  'usage.growth': { input: nothing, output: sampleGrowthSchema.nullable() },
  /** What happened lately. */
  'recent.list': { input: nothing, output: recentSchema },

  /** This machine, looked at for K3s. Refused where K3s does not run. */
  'host.check': { input: nothing, output: hostReportSchema },

  /** The chain from the GPU's driver to its chart, looked at now. */
  'doctor.look': { input: nothing, output: doctorReportSchema },

  'forwards.list': { input: nothing, output: z.array(forwardSchema) },
  /** Makes the forward ready and opens it in the system's browser; Grafana at a dashboard, where one is named. */
  'forwards.open': {
    input: z.strictObject({
      target: forwardTargetSchema,
      dashboard: dashboardUidSchema.optional(),
      /** How much of the past the dashboard shows. Default: what it was made with. */
      rangeSeconds: z.number().int().min(60).max(2_592_000).optional(),
    }),
    output: forwardSchema,
  },

  /** The plain forwards of the chosen cluster that a person asked for. */
  'forwards.kept': { input: nothing, output: z.array(keptForwardSchema) },
  /** The ports that an object declares. */
  'forwards.ports': { input: forwardableSchema, output: z.array(declaredPortSchema) },
  /** Keeps a plain local port to it, after a person was asked natively; answers once it is ready, and else keeps none. */
  'forwards.start': { input: forwardRequestSchema, output: keptForwardSchema },
  /** Ends and forgets it; of what is not there nothing is said. */
  'forwards.stop': { input: z.strictObject({ id: keptForwardIdSchema }), output: nothing },
  /** Opens its page in the system's browser. */
  'forwards.visit': { input: z.strictObject({ id: keptForwardIdSchema }), output: nothing },

  /** The one secret that a person may ask for: shown for 30 s. Copying happens in the main process. */
  'grafana.showPassword': { input: nothing, output: z.object({ user: z.string(), password: z.string() }) },
  'grafana.copyPassword': { input: nothing, output: nothing },
} as const;

/** Name → what the main process tells unasked. Each carries the whole new value, so that a lost one does no harm. */
export const events = {
  'app.mishaps': z.array(mishapSchema),
  /** A link has come; the page takes it. One that is missed is taken by the next page. */
  'app.linkWaits': nothing,
  'clusters.list': clusterListSchema,
  'clusters.status': clusterStatusSchema,
  'overview.changed': overviewSchema,
  'overview.verdict': verdictSchema,
  'alerts.changed': alertReportSchema,
  'stack.status': stackStatusSchema,
  /** Null when it turned out that there was nothing to do or look at: a plan that no longer held. */
  'stack.operation': operationSchema.nullable(),
  'forwards.list': z.array(forwardSchema),
  'forwards.kept': z.array(keptForwardSchema),
  /** What is told of a stream that is open. The one event that is no whole value: each counts. */
  'streams.message': z.object({ id: streamIdSchema, told: streamMessageSchema }),
} as const;
