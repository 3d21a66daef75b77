// The namespaces that a release needs: which of them are there.
import type { KubeObject } from '../../../shared/model/object.ts';
import { ApiError } from '../../kube/api-error.ts';
import type { Cluster } from '../context.ts';
import { inParallel } from '../object/in-parallel.ts';

/** Those that were asked for, but for the ones that are there. */
export interface Namespaces {
  readonly absent: ReadonlySet<string>;
  /** Sentences for those that are being deleted. */
  readonly problems: readonly string[];
}

/** Asks for each by name: a user may be allowed to see some and not to list them. */
export async function readNamespaces({ client }: Cluster, names: ReadonlySet<string>): Promise<Namespaces> {
  const absent = new Set<string>();
  const problems: string[] = [];
  await inParallel([...names], async (name) => {
    try {
      const { body } = await client.request<KubeObject>({
        path: `/api/v1/namespaces/${encodeURIComponent(name)}`,
      });
      if (body.metadata.deletionTimestamp === undefined) return;
      problems.push(`Namespace/${name} is being deleted; wait until it is gone, or choose another.`);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.status === 404) absent.add(name);
      // Who may not look at a namespace may still work in it: what is applied there will tell.
      else if (error.status !== 403) throw error;
    }
  });
  return { absent, problems };
}
