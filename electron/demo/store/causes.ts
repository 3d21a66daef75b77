// The API server's words for what can be wrong with a field.
// Source: https://github.com/kubernetes/apimachinery/blob/master/pkg/util/validation/field/errors.go
import type { Json } from './json.ts';

/** What is wrong with one field. */
export interface Cause {
  readonly reason: string;
  readonly message: string;
  readonly field: string;
}

export function required(field: string, detail = ''): Cause {
  return { reason: 'FieldValueRequired', message: `Required value${detail === '' ? '' : `: ${detail}`}`, field };
}

export function invalidValue(field: string, value: Json, detail: string): Cause {
  return { reason: 'FieldValueInvalid', message: `Invalid value: ${JSON.stringify(value)}: ${detail}`, field };
}

export function forbiddenField(field: string, detail: string): Cause {
  return { reason: 'FieldValueForbidden', message: `Forbidden: ${detail}`, field };
}

export function duplicate(field: string, value: Json): Cause {
  return { reason: 'FieldValueDuplicate', message: `Duplicate value: ${JSON.stringify(value)}`, field };
}

export function notFoundValue(field: string, value: Json): Cause {
  return { reason: 'FieldValueNotFound', message: `Not found: ${JSON.stringify(value)}`, field };
}

export function unsupported(field: string, value: Json, supported: readonly string[]): Cause {
  const list = supported.map((word) => `"${word}"`).join(', ');
  const message = `Unsupported value: ${JSON.stringify(value)}: supported values: ${list}`;
  return { reason: 'FieldValueNotSupported', message, field };
}

const SUBDOMAIN =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const LABEL =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
const LABEL_VALUE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
const NAME_PART =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

/** A name of DNS labels joined by dots, 253 characters at most. */
export function checkSubdomain(field: string, value: string): readonly Cause[] {
  if (value.length > 253) return [invalidValue(field, value, 'must be no more than 253 characters')];
  return /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(value)
    ? []
    : [invalidValue(field, value, SUBDOMAIN)];
}

/** One DNS label, 63 characters at most. */
export function checkLabel(field: string, value: string): readonly Cause[] {
  if (value.includes('.') && field === 'metadata.name') return [invalidValue(field, value, 'must not contain dots')];
  if (value.length > 63) return [invalidValue(field, value, 'must be no more than 63 characters')];
  return /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(value) ? [] : [invalidValue(field, value, LABEL)];
}

/** The key of a label or annotation: `name` or `prefix/name`. */
export function checkQualifiedName(field: string, key: string): readonly Cause[] {
  const name = key.slice(key.lastIndexOf('/') + 1);
  return /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/.test(name) && name.length <= 63
    ? []
    : [invalidValue(field, key, NAME_PART)];
}

export function checkLabelValue(field: string, value: string): readonly Cause[] {
  if (value.length > 63) return [invalidValue(field, value, 'must be no more than 63 bytes')];
  return /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/.test(value) ? [] : [invalidValue(field, value, LABEL_VALUE)];
}

export function checkPort(field: string, value: Json | undefined): readonly Cause[] {
  if (typeof value === 'number' && value >= 1 && value <= 65535) return [];
  return [invalidValue(field, value ?? 0, 'must be between 1 and 65535, inclusive')];
}
