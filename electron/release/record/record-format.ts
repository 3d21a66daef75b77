// Helm's release record: gzipped JSON in a Secret, so that `helm` sees our releases and we see its.
// Source: https://github.com/helm/helm/blob/main/pkg/storage/driver/secrets.go, util.go
import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import { record, text } from '../../../shared/json.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import { JsonTooMuch, parseBounded } from '../../kube/bounded-json.ts';
import { ANSWER } from '../../kube/limits.ts';

/** Helm's words for how a revision stands. */
export const RECORD_STATUSES = [
  'unknown',
  'deployed',
  'uninstalled',
  'superseded',
  'failed',
  'uninstalling',
  'pending-install',
  'pending-upgrade',
  'pending-rollback',
] as const;
export type RecordStatus = (typeof RECORD_STATUSES)[number];

/** The part of Helm's release that ODIN reads and writes; what else is in it stays as it is. */
export const helmReleaseSchema = z.looseObject({
  name: z.string(),
  namespace: z.string(),
  /** The revision. */
  version: z.number().int(),
  manifest: z.string(),
  info: z.looseObject({
    /** RFC 3339. */
    first_deployed: z.string(),
    last_deployed: z.string(),
    description: z.string().optional(),
    status: z.enum(RECORD_STATUSES),
  }),
  /** `metadata` must be there: `helm get all` crashes without it. `metadata.version` is the version of what is installed. */
  chart: z.looseObject({
    metadata: z.looseObject({ name: z.string(), version: z.string() }),
    /** The defaults of the values. */
    values: z.record(z.string(), z.unknown()).nullish(),
  }),
  /** `ssa` for objects applied by the server; Helm 3 has no such field. */
  apply_method: z.string().optional(),
  hooks: z.array(z.unknown()).nullish(),
  /** The user-supplied values. */
  config: z.record(z.string(), z.unknown()).nullish(),
});
export type HelmRelease = z.infer<typeof helmReleaseSchema>;

/** In a chart's metadata, which Helm carries from revision to revision. */
export const MADE_BY = 'odin-control-panel/made';

/** Whether ODIN made the release that a record is of, whoever wrote this revision. */
export function isOurs({ chart }: HelmRelease): boolean {
  return record(chart.metadata.annotations)[MADE_BY] === 'true';
}

/** Keys and values as they are in the record; what they mean is not known here. */
export type SuppliedValues = Readonly<Record<string, unknown>>;

/** The values of a revision. */
export interface Values {
  /** What was chosen alone. */
  readonly supplied: SuppliedValues;
  /** What holds where nothing was chosen: with it, `helm get values --all` tells the whole. */
  readonly defaults: SuppliedValues;
}

/** What the API server takes as one Secret's data, in bytes. */
const LIMIT_BYTES = 1_048_576;

/** The name of a revision's Secret. */
export function recordName(release: string, revision: number): string {
  return `sh.helm.release.v1.${release}.v${revision}`;
}

/**
 * A release as the Secret that Helm would write. `nowMs` stamps it.
 *
 * Throws `invalid` when it is too large for a Secret.
 */
export function encodeRecord(release: HelmRelease, nowMs: number): KubeObject {
  const { name, namespace, version, info } = release;
  const inner = gzipSync(JSON.stringify(release), { level: 9 }).toString('base64');
  if (inner.length > LIMIT_BYTES) {
    const message = `The record of release ${name} would be ${inner.length} bytes, more than the ${LIMIT_BYTES} that fit into a Secret: split the release in two.`;
    throw new AppError('invalid', message);
  }
  const stamp = `${Math.floor(nowMs / 1000)}`;
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    type: 'helm.sh/release.v1',
    metadata: {
      name: recordName(name, version),
      namespace,
      labels: { owner: 'helm', name, version: `${version}`, status: info.status, createdAt: stamp, modifiedAt: stamp },
    },
    data: { release: Buffer.from(inner).toString('base64') },
  };
}

/** Reads a record, ours or Helm's. Throws `conflict` when the Secret holds something else, `invalid` for more than is read. */
export function decodeRecord(secret: KubeObject): HelmRelease {
  try {
    const inner = Buffer.from(text(record(secret.data).release), 'base64').toString();
    const packed = Buffer.from(inner, 'base64');
    // Helm 2's records, and some made by tools, are not gzipped.
    const isPacked = packed.subarray(0, 2).equals(Buffer.from([0x1f, 0x8b]));
    const json = isPacked ? gunzipSync(packed, { maxOutputLength: ANSWER.bytes }) : packed;
    return helmReleaseSchema.parse(parseBounded(json.toString()).value);
  } catch (error) {
    const name = `Secret/${secret.metadata.namespace}/${secret.metadata.name}`;
    if (error instanceof JsonTooMuch || isTooLong(error)) {
      const most = error instanceof JsonTooMuch ? error.message : `${Math.round(ANSWER.bytes / 2 ** 20)} MiB`;
      const message = `${name} is a Helm record of more than ${most}, which is not read: ODIN and Helm write no such record; look at who wrote it, and delete it.`;
      throw new AppError('invalid', message, { subject: name, cause: error });
    }
    throw new AppError('conflict', `${name} is labelled as a Helm record but cannot be read as one.`, {
      subject: name,
      cause: error,
    });
  }
}

function isTooLong(error: unknown): boolean {
  return error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
}
