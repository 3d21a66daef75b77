// Reads a whole list, in pages, so that ten thousand pods do not come as one answer.
import { AppError } from '../../shared/errors.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import { TooMuchError } from './bounded-body.ts';
import type { KubeClient, KubeRequest, KubeResponse } from './client.ts';
import { LIST } from './limits.ts';

/** What a list request is about: `path` of a kind's list (see `objectPath`), `query` with its selectors. */
export type ListTarget = Pick<KubeRequest, 'path' | 'query'>;

/** A consistent list. `resourceVersion` is where a watch goes on from. */
export interface WholeList {
  readonly objects: readonly KubeObject[];
  readonly resourceVersion: string;
  /** As in `KubeResponse`, of all pages. */
  readonly values: number;
}

const PAGE_SIZE = 500;

/** A page that is more than is read is asked for again with so many objects less. */
const SMALLER = 10;

interface ListBody {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata: { readonly resourceVersion?: string; readonly continue?: string };
  /** Items of built-in kinds come without apiVersion and kind. */
  readonly items: readonly KubeObject[];
}

/**
 * Lists all objects of `target`.
 *
 * Throws what `KubeClient.request` does, among it `ApiError` 410 when the pages took longer than the server keeps its
 * history; `AppError` `invalid` for a list without an end, or of more than this process has room for.
 */
export async function listAll(
  client: KubeClient,
  target: ListTarget,
  signal: AbortSignal,
  mostValues: number = LIST.values,
): Promise<WholeList> {
  const objects: KubeObject[] = [];
  const until = performance.now() + LIST.ms;
  const pages = new Pages(client, target, signal);
  let resourceVersion = '';
  let total = 0;
  for (let count = 1; ; count += 1) {
    const { body, values = 0 } = await pages.next();
    total += values;
    const { apiVersion = '', kind = '', items, metadata } = body;
    const defaults = { apiVersion, kind: kind.replace(/List$/, '') };
    for (const item of items) objects.push({ ...defaults, ...item });
    resourceVersion = metadata.resourceVersion ?? '';
    if (total > mostValues)
      throw tooLong(client, target, `has more than there is room for (${objects.length} objects)`);
    if (!metadata.continue) return { objects, resourceVersion, values: total };
    const isEndless = count === LIST.pages || performance.now() > until;
    if (isEndless) throw tooLong(client, target, `does not end (${count} pages, ${objects.length} objects so far)`);
    pages.goOn(metadata.continue);
  }
}

/** The pages of one list. */
class Pages {
  readonly #client: KubeClient;
  readonly #target: ListTarget;
  readonly #signal: AbortSignal;
  #limit = PAGE_SIZE;
  #next: string | undefined;

  constructor(client: KubeClient, target: ListTarget, signal: AbortSignal) {
    this.#client = client;
    this.#target = target;
    this.#signal = signal;
  }

  async next(): Promise<KubeResponse<ListBody>> {
    const { path } = this.#target;
    for (;;) {
      const query = { ...this.#target.query, limit: this.#limit, continue: this.#next };
      try {
        return await this.#client.request<ListBody>({ path, query, signal: this.#signal });
      } catch (error) {
        if (!(error instanceof TooMuchError) || this.#limit === 1) throw error;
        this.#limit = Math.ceil(this.#limit / SMALLER);
      }
    }
  }

  goOn(token: string): void {
    this.#next = token;
  }
}

function tooLong(client: KubeClient, { path }: ListTarget, what: string): AppError {
  const advice = 'look at it with kubectl, and delete what is too much';
  return new AppError('invalid', `The list ${path} of ${client.server} ${what}: ${advice}.`, { subject: path });
}
