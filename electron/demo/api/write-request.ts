// A write as it comes in, and its answer.
import type { JsonObject } from '../store/json.ts';
import type { WriteOptions } from '../store/registry.ts';
import type { RequestOptions } from './options.ts';
import type { Target } from './request.ts';

/** What a write answers. */
export interface WriteAnswer {
  readonly code: 200 | 201;
  readonly body: JsonObject;
  readonly warnings: readonly string[];
}

/** A request's parts that writes need. */
export interface WriteRequest {
  readonly target: Target;
  readonly query: URLSearchParams;
  readonly contentType: string;
  readonly body: string;
  readonly userAgent: string;
}

/** The registry's options of a request. */
export function writeOptions({ target }: WriteRequest, options: RequestOptions): WriteOptions {
  return {
    manager: options.fieldManager,
    dryRun: options.dryRun,
    ...(target.subresource === 'status' ? { subresource: 'status' as const } : {}),
  };
}
