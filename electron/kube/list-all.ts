// Reads a whole list, in pages, so that ten thousand pods do not come as one answer.
import { AppError } from '../../shared/errors.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import type { KubeClient, KubeRequest } from './client.ts';

/** What a list request is about: `path` of a kind's list (see `objectPath`), `query` with its selectors. */
export type ListTarget = Pick<KubeRequest, 'path' | 'query'>;

/** A consistent list. `resourceVersion` is where a watch goes on from. */
export interface WholeList {
  readonly objects: readonly KubeObject[];
  readonly resourceVersion: string;
}

const PAGE_SIZE = 500;

interface ListBody {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly resourceVersion?: string; readonly continue?: string };
  /** Items of built-in kinds come without apiVersion and kind. */
  readonly items: readonly KubeObject[] | null;
}

/**
 * Lists all objects of `target`.
 *
 * Throws what `KubeClient.request` does, among it `ApiError` 410 when the pages took longer than the server keeps its
 * history; `AppError` `unreachable` when the answer is no list.
 */
export async function listAll(client: KubeClient, target: ListTarget, signal: AbortSignal): Promise<WholeList> {
  const objects: KubeObject[] = [];
  let resourceVersion = '';
  let next: string | undefined;
  do {
    const { path } = target;
    const query = { ...target.query, limit: PAGE_SIZE, continue: next };
    const { body } = await client.request({ path, query, signal });
    if (!isList(body)) {
      throw new AppError('unreachable', `${client.server} did not answer ${path} with a list.`, { subject: path });
    }
    const defaults = { apiVersion: body.apiVersion, kind: body.kind.replace(/List$/, '') };
    for (const item of body.items ?? []) objects.push({ ...defaults, ...item });
    resourceVersion = body.metadata.resourceVersion ?? '';
    next = body.metadata.continue || undefined;
  } while (next !== undefined);
  return { objects, resourceVersion };
}

function isList(body: unknown): body is ListBody {
  return typeof body === 'object' && body !== null && 'items' in body && 'metadata' in body && 'kind' in body;
}
