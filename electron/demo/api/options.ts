// The options that come with every write, from its query: who writes, whether it is only tried, how strictly it is read.
import { invalid } from '../store/failure.ts';

export type OptionsKind = 'CreateOptions' | 'UpdateOptions' | 'PatchOptions' | 'DeleteOptions';

export interface RequestOptions {
  /** `fieldManager`, else what the client calls itself. */
  readonly fieldManager: string;
  readonly dryRun: boolean;
  readonly force: boolean;
  readonly fieldValidation: 'Strict' | 'Warn' | 'Ignore';
}

/** A request's parts that options are read from. */
export interface OptionsRequest {
  readonly query: URLSearchParams;
  readonly contentType: string;
  readonly userAgent: string;
}

const MAX_MANAGER_BYTES = 128;

/** Reads and checks them. Throws `Failure` 422 about the options, not about the object. */
export function readOptions(kind: OptionsKind, { query, contentType, userAgent }: OptionsRequest): RequestOptions {
  const refuse = (reason: string, field: string, message: string) =>
    invalid('meta.k8s.io', kind, '', [{ reason, message, field }]);
  const isApply = contentType === 'application/apply-patch+yaml';
  const manager = query.get('fieldManager') ?? '';
  if (kind === 'PatchOptions' && isApply && manager === '') {
    throw refuse('FieldValueRequired', 'fieldManager', 'Required value: is required for apply patch');
  }
  if (kind === 'PatchOptions' && !isApply && query.has('force')) {
    throw refuse('FieldValueForbidden', 'force', 'Forbidden: may not be specified for non-apply patch');
  }
  if (Buffer.byteLength(manager) > MAX_MANAGER_BYTES) {
    throw refuse('FieldValueTooLong', 'fieldManager', `Too long: may not be more than ${MAX_MANAGER_BYTES} bytes`);
  }
  const dryRun = query.getAll('dryRun').filter((value) => value !== '');
  if (dryRun.some((value) => value !== 'All')) {
    const message = `Unsupported value: ${JSON.stringify(dryRun)}: supported values: "All"`;
    throw refuse('FieldValueNotSupported', 'dryRun', message);
  }
  const fieldValidation = query.get('fieldValidation') ?? '';
  switch (fieldValidation) {
    case '':
    case 'Warn':
    case 'Strict':
    case 'Ignore':
      break;
    default: {
      const message = `Unsupported value: "${fieldValidation}": supported values: "", "Ignore", "Strict", "Warn"`;
      throw refuse('FieldValueNotSupported', 'fieldValidation', message);
    }
  }
  return {
    fieldManager: manager === '' ? (userAgent.split('/')[0] ?? '') : manager,
    dryRun: dryRun.length > 0,
    force: query.get('force') === 'true',
    fieldValidation: fieldValidation === '' ? 'Warn' : fieldValidation,
  };
}
