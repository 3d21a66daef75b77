// The hand of somebody who may write Secrets in a release's namespace, and nothing else: he knows how records and notes are kept.
import { gunzipSync, gzipSync } from 'node:zlib';
import type { KubeClient } from '../../electron/kube/client.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import type { ReleaseName } from './odin.ts';

/** A document whose fields are open to him. */
// biome-ignore lint/suspicious/noExplicitAny: he changes whatever he likes
export type Doc = any;

export interface Forger {
  /** Changes ODIN's notes of a release; makes them where there are none. */
  notes(change: (state: Doc) => Doc): Promise<void>;
  /** Changes the record of a revision. */
  record(revision: number, change: (record: Doc) => Doc): Promise<void>;
  /** Makes a record of a further revision out of one that is there. */
  newRecord(from: number, revision: number, change: (record: Doc) => Doc): Promise<void>;
  /** What there is, to be put back later: a replay, or the next try. */
  copy(): Promise<() => Promise<void>>;
}

export function forgerOf(client: KubeClient, { release, namespace }: ReleaseName): Forger {
  const list = `/api/v1/namespaces/${namespace}/secrets`;
  const at = (name: string): string => `${list}/${name}`;
  const stateName = `odin-state.${release}`;
  const recordName = (revision: number): string => `sh.helm.release.v1.${release}.v${revision}`;
  const read = async (name: string): Promise<Doc> => (await client.request<Doc>({ path: at(name) })).body;
  const put = (secret: Doc) => client.request({ method: 'PUT', path: at(secret.metadata.name), body: secret });
  const withRecord = (secret: Doc, change: (record: Doc) => Doc): Doc => {
    const packed = Buffer.from(Buffer.from(secret.data.release, 'base64').toString(), 'base64');
    const record = change(JSON.parse(gunzipSync(packed).toString()));
    const inner = gzipSync(JSON.stringify(record)).toString('base64');
    // A label takes words alone.
    const { status } = record?.info ?? {};
    const labels = { ...secret.metadata.labels, ...(/^[a-z-]*[a-z]$/.test(status) ? { status: `${status}` } : {}) };
    const data = { release: Buffer.from(inner).toString('base64') };
    return { ...secret, metadata: { ...secret.metadata, labels }, data };
  };
  return {
    notes: async (change) => {
      const secret = await read(stateName);
      const state = change(JSON.parse(Buffer.from(secret.data.state, 'base64').toString()));
      await put({ ...secret, data: { state: Buffer.from(JSON.stringify(state)).toString('base64') } });
    },
    record: async (revision, change) => void (await put(withRecord(await read(recordName(revision)), change))),
    newRecord: async (from, revision, change) => {
      const secret = withRecord(await read(recordName(from)), change);
      const labels = { ...secret.metadata.labels, version: `${revision}` };
      const body = { ...secret, metadata: { name: recordName(revision), namespace, labels } };
      await client.request({ method: 'POST', path: list, body });
    },
    copy: async () => {
      const isOf = ({ metadata: { name } }: KubeObject) =>
        name === stateName || name.startsWith(`sh.helm.release.v1.${release}.v`);
      const all = async () => (await client.request<Doc>({ path: list })).body.items.filter(isOf) as readonly Doc[];
      const kept = await all();
      return async () => {
        for (const { metadata } of await all()) await client.request({ method: 'DELETE', path: at(metadata.name) });
        for (const { metadata, data, type } of kept) {
          const { name, labels } = metadata;
          const body = { apiVersion: 'v1', kind: 'Secret', type, metadata: { name, namespace, labels }, data };
          await client.request({ method: 'POST', path: list, body });
        }
      };
    },
  };
}
