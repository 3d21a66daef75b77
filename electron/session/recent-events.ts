// Lists the things that happened lately in one cluster: asks each source for a short time, and says which could not tell.
import { AppError, toAppError } from '../../shared/errors.ts';
import type { AlertReport } from '../../shared/model/alert.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import type { Recent, RecentEntry } from '../../shared/model/recent.ts';
import type { Revision } from '../../shared/model/revision.ts';
import { WATCHED, type WatchedKindName } from '../cluster/kinds.ts';
import type { KubeClient } from '../kube/client.ts';
import { Deadline } from '../kube/deadline.ts';
import { listAll } from '../kube/list-all.ts';
import { METADATA_ONLY } from '../kube/metadata-only.ts';
import { alertEntries } from '../recent/alerts.ts';
import { byHandEntries } from '../recent/by-hand.ts';
import { changeEntries } from '../recent/changes.ts';
import { eventEntries } from '../recent/events.ts';
import { type RecentSource, recentOf } from '../recent/recent-of.ts';
import { restartEntries } from '../recent/restarts.ts';
import { FreshValue } from './fresh-value.ts';

const PATIENCE_MS = 4_000;

/** Revisions are a Secret each, and who changed what is a list for each kind. */
const FRESH_MS = 60_000;

/** What people change by hand, with where it is. */
const CHANGED_KINDS = [
  ...(['Deployment', 'StatefulSet', 'DaemonSet', 'Service'] as const).map((kind) => ({ kind, ...WATCHED[kind] })),
  { kind: 'ConfigMap', apiVersion: 'v1', path: (namespace: string) => `/api/v1/namespaces/${namespace}/configmaps` },
];

/** What the list needs. */
export interface RecentEventsOptions {
  readonly client: KubeClient;
  readonly namespace: string;
  readonly history: (signal: AbortSignal) => Promise<readonly Revision[]>;
  readonly alerts: (signal: AbortSignal) => Promise<AlertReport>;
  /** When the cluster and this machine were back. */
  readonly resumes: () => readonly RecentEntry[];
}

/** Asks nothing before `list`. */
export class RecentEvents {
  readonly #options: RecentEventsOptions;
  readonly #changes: FreshValue<readonly RecentEntry[]>;
  readonly #byHand: FreshValue<readonly RecentEntry[]>;

  constructor(options: RecentEventsOptions) {
    this.#options = options;
    this.#changes = new FreshValue(async (signal) => changeEntries(await options.history(signal)), FRESH_MS);
    this.#byHand = new FreshValue(async (signal) => byHandEntries(await this.#owned(signal)), FRESH_MS);
  }

  /** The stack has changed. */
  forget(): void {
    this.#changes.forget();
    this.#byHand.forget();
  }

  /** What each source tells within 4 s. Throws `cancelled` alone, where `signal` was aborted. */
  async list(signal: AbortSignal): Promise<Recent> {
    const { resumes, alerts } = this.#options;
    const deadline = new Deadline(PATIENCE_MS, signal);
    const until = deadline.signal;
    try {
      const sources = await Promise.all([
        this.#told('Events', until, async () => eventEntries(await this.#list('Event', until))),
        this.#told('Restarts', until, async () => restartEntries(await this.#list('Pod', until))),
        this.#told('Changes of the stack', until, () => this.#changes.get(until)),
        this.#told('Changes by hand', until, () => this.#byHand.get(until)),
        alerts(until).then(alertEntries, (error: unknown) => missing('Alerts', until, error)),
      ]);
      if (signal.aborted) throw new AppError('cancelled', 'Cancelled.');
      return recentOf([...sources, { entries: resumes() }], Date.now());
    } finally {
      deadline.dispose();
    }
  }

  async #told(what: string, until: AbortSignal, read: () => Promise<readonly RecentEntry[]>): Promise<RecentSource> {
    return read().then(
      (entries) => ({ entries }),
      (error: unknown) => missing(what, until, error),
    );
  }

  async #list(kind: WatchedKindName, signal: AbortSignal): Promise<readonly KubeObject[]> {
    const { client, namespace } = this.#options;
    return (await listAll(client, { path: WATCHED[kind].path(namespace) }, signal)).objects;
  }

  /** Without their content: who changed what stands in their metadata. */
  async #owned(signal: AbortSignal): Promise<readonly KubeObject[]> {
    const { client, namespace } = this.#options;
    const lists = CHANGED_KINDS.map(async ({ kind, apiVersion, path }) => {
      const query = { labelSelector: 'app.kubernetes.io/part-of=odin' };
      const { body } = await client.request<{ readonly items: readonly KubeObject[] }>({
        path: path(namespace),
        query,
        accept: METADATA_ONLY,
        signal,
      });
      return body.items.map(({ metadata }): KubeObject => ({ apiVersion, kind, metadata }));
    });
    return (await Promise.all(lists)).flat();
  }
}

function missing(what: string, until: AbortSignal, error: unknown): RecentSource {
  const reason = until.aborted ? `no answer within ${PATIENCE_MS / 1000} s.` : toAppError(error).message;
  return { entries: [], missing: `${what} are not told: ${reason}` };
}
