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

/** A part of a list. The version is that of the whole list; `values` as in `KubeResponse`. */
export interface ListPage {
  readonly objects: readonly KubeObject[];
  readonly resourceVersion: string;
  readonly values: number;
}

/**
 * Lists all objects of `target`.
 *
 * Throws what {@link listPages} does; `AppError` `invalid` for a list of more than this process has room for.
 */
export async function listAll(client: KubeClient, target: ListTarget, signal: AbortSignal): Promise<WholeList> {
  const objects: KubeObject[] = [];
  let resourceVersion = '';
  let total = 0;
  for await (const page of listPages(client, target, signal)) {
    objects.push(...page.objects);
    resourceVersion = page.resourceVersion;
    total += page.values;
    if (total > LIST.values) throw tooMuchToKeep(client, target, objects.length);
  }
  return { objects, resourceVersion };
}

/**
 * The same page by page: whoever keeps little of each object never holds more of them than a page.
 *
 * Throws what `KubeClient.request` does, among it `ApiError` 410 when the pages took longer than the server keeps its
 * history; `AppError` `invalid` for a list without an end.
 */
export async function* listPages(
  client: KubeClient,
  target: ListTarget,
  signal: AbortSignal,
): AsyncGenerator<ListPage, void, undefined> {
  const until = performance.now() + LIST.ms;
  const pages = new Pages(client, target, signal);
  let read = 0;
  for (let count = 1; ; count += 1) {
    const { body, values = 0 } = await pages.next();
    const { apiVersion = '', kind = '', items, metadata } = body;
    const defaults = { apiVersion, kind: kind.replace(/List$/, '') };
    read += items.length;
    yield {
      objects: items.map((item) => ({ ...defaults, ...item })),
      resourceVersion: metadata.resourceVersion ?? '',
      values,
    };
    if (!metadata.continue) return;
    const isEndless = count === LIST.pages || performance.now() > until;
    if (isEndless) throw tooLong(client, target, `does not end (${count} pages, ${read} objects so far)`);
    pages.goOn(metadata.continue);
  }
}

/** The refusal of a list of which `count` objects are more than there is room for. */
export function tooMuchToKeep(client: KubeClient, target: ListTarget, count: number): AppError {
  return tooLong(client, target, `has more than there is room for (${count} objects)`);
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
