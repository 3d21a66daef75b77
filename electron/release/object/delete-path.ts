// Deletes what is written down of a release, whatever became of an earlier try.
import { ApiError } from '../../kube/api-error.ts';
import type { Cluster } from '../context.ts';
import { repeated } from './repeated.ts';

/** Deletes the object at a path; one that is gone is gone. Throws as `KubeClient.request` does. */
export async function deletePath({ client, signal }: Cluster, path: string): Promise<void> {
  try {
    await repeated(() => client.request({ method: 'DELETE', path }), signal);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 404) throw error;
  }
}
