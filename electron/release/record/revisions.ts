// The history of a release in the cluster: one Helm record a revision.
import { AppError } from '../../../shared/errors.ts';
import { records } from '../../../shared/json.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import { ApiError } from '../../kube/api-error.ts';
import { METADATA_ONLY } from '../../kube/metadata-only.ts';
import type { Cluster, ReleaseTarget } from '../context.ts';
import { deletePath } from '../object/delete-path.ts';
import { repeated, repeatedUnlessDone } from '../object/repeated.ts';
import { decodeRecord, encodeRecord, type HelmRelease, type RecordStatus, recordName } from './record-format.ts';
import { secretPath, secretsPath } from './secret-path.ts';
import { withTook } from './took.ts';

/** One revision by its labels alone. */
export interface RevisionLabel {
  readonly revision: number;
  readonly status: string;
}

/** How many revisions are kept. */
const HISTORY_LIMIT = 10;

/** The newest of these revisions that became healthy; undefined when none did. */
export function newestGoodIn(labels: readonly RevisionLabel[]): number | undefined {
  return labels.findLast(({ status }) => status === 'deployed')?.revision;
}

/** The records of one release. All methods throw as `KubeClient.request` does. */
export class Revisions {
  readonly #cluster: Cluster;
  readonly #target: ReleaseTarget;

  constructor(cluster: Cluster, target: ReleaseTarget) {
    this.#cluster = cluster;
    this.#target = target;
  }

  /** All revisions, oldest first. */
  async list(): Promise<readonly RevisionLabel[]> {
    const { body } = await this.#cluster.client.request<{ items?: unknown }>({
      path: secretsPath(this.#target),
      query: { labelSelector: `owner=helm,name=${this.#target.release}` },
      // Ten records may be ten megabytes; their labels say enough.
      accept: METADATA_ONLY,
    });
    return records(body.items)
      .map((item) => (item as unknown as KubeObject).metadata.labels ?? {})
      .map((labels) => ({ revision: Number(labels.version), status: labels.status ?? 'unknown' }))
      .filter(({ revision }) => Number.isInteger(revision))
      .sort((left, right) => left.revision - right.revision);
  }

  /** The newest revision that became healthy. Throws `notFound` when there is none. */
  async newestGood(): Promise<number> {
    const good = newestGoodIn(await this.list());
    if (good !== undefined) return good;
    const { release, namespace } = this.#target;
    const message = `Release ${release} in namespace ${namespace} has no healthy revision to compare with.`;
    throw new AppError('notFound', message);
  }

  /** One revision; null when it is gone. Throws `conflict` when its Secret holds something else. */
  async read(revision: number): Promise<HelmRelease | null> {
    try {
      const { body } = await this.#cluster.client.request<KubeObject>({ path: this.#path(revision) });
      return decodeRecord(body);
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return null;
      throw error;
    }
  }

  /**
   * Writes a new revision. Being create-only, it also keeps Helm, and another ODIN, from beginning the same revision.
   *
   * Throws `conflict` when the revision exists already.
   */
  async create(release: HelmRelease): Promise<void> {
    const { client, signal } = this.#cluster;
    const body = encodeRecord(release, Date.now());
    const write = async (): Promise<true> => {
      await client.request({ method: 'POST', path: secretsPath(this.#target), body });
      return true;
    };
    const outcome = async (): Promise<true | undefined> => {
      const found = await this.read(release.version);
      const isSame = found?.info.last_deployed === release.info.last_deployed && found.manifest === release.manifest;
      return isSame ? true : undefined;
    };
    try {
      await repeatedUnlessDone(write, outcome, signal);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 409) throw error;
      const message = `Revision ${release.version} of release ${this.#target.release} exists already: another ODIN or Helm has begun a change; look at the plan again.`;
      throw new AppError('conflict', message, { cause: error });
    }
  }

  /** Sets a revision's status, what is told of it and how long it took. One that is gone stays gone. */
  async update(revision: number, status: RecordStatus, description?: string, tookSeconds?: number): Promise<void> {
    const found = await this.read(revision);
    if (found === null) return;
    const told = { ...found.info, status, ...(description === undefined ? {} : { description }) };
    const info = tookSeconds === undefined ? told : withTook(told, tookSeconds);
    const { data, metadata } = encodeRecord({ ...found, info }, Date.now());
    const labels = { status, modifiedAt: metadata.labels?.modifiedAt };
    const patch = {
      method: 'PATCH',
      path: this.#path(revision),
      contentType: 'application/merge-patch+json',
      body: { metadata: { labels }, data },
    } as const;
    await repeated(() => this.#cluster.client.request(patch), this.#cluster.signal);
  }

  /** Marks what was deployed before `revision` as superseded. */
  async supersedeBefore(revision: number): Promise<void> {
    const older = (await this.list()).filter((entry) => entry.revision < revision);
    for (const entry of older) {
      if (entry.status === 'deployed') await this.update(entry.revision, 'superseded');
    }
  }

  /** Forgets the oldest revisions beyond the limit, but never the one that is deployed. */
  async forgetOldest(): Promise<void> {
    const all = await this.list();
    for (const entry of all.slice(0, Math.max(0, all.length - HISTORY_LIMIT))) {
      if (entry.status !== 'deployed') await this.delete(entry.revision);
    }
  }

  /** Removes one revision. */
  delete(revision: number): Promise<void> {
    return deletePath(this.#cluster, this.#path(revision));
  }

  #path(revision: number): string {
    return secretPath(this.#target, recordName(this.#target.release, revision));
  }
}
