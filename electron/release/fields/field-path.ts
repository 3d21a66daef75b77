// Paths to single fields of an object, as `metadata.managedFields` names them: through lists by their keys.
// Format: https://github.com/kubernetes-sigs/structured-merge-diff/blob/master/fieldpath/serialize.go
import { isRecord, type Json, record, records, text } from '../../../shared/json.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import { isEqual } from './canonical.ts';
import { parseKey } from './key-json.ts';
import { type FieldSet, isApplied } from './owned-fields.ts';

/** One step: a field of an object, an item of a list by its keys or its value, or by its place. */
export interface FieldStep {
  /** As managedFields has it, such as `k:{"name":"web"}`. */
  readonly raw: string;
  readonly field?: string;
  readonly keys?: Json;
  readonly item?: unknown;
  readonly index?: number;
}
export type FieldPath = readonly FieldStep[];

/** All fields that a set owns, outermost whole ones: a field below an owned whole is not told apart. A map of which others own all is none. */
export function leavesOf(fields: FieldSet, before: FieldPath = []): readonly FieldPath[] {
  if (Object.keys(fields).length === 0) return before.length === 0 ? [] : [before];
  const below = Object.entries(fields).filter(([key]) => key !== '.');
  return below.flatMap(([key, node]) => leavesOf(record(node), [...before, stepOf(key)]));
}

/** The value at a path; undefined when it is not there. */
export function valueAt(value: unknown, path: FieldPath): unknown {
  return path.reduce<unknown>((at, step) => childOf(at, step), value);
}

/** A copy of `value` in which the path leads to `next`; an undefined `next` takes the field, or the list's item, out. */
export function withValueAt(value: unknown, [step, ...rest]: FieldPath, next: unknown): unknown {
  if (step === undefined) return next;
  const child = withValueAt(childOf(value, step), rest, next);
  if (step.field !== undefined) {
    const { [step.field]: _former, ...others } = record(value);
    return child === undefined ? others : { ...record(value), [step.field]: child };
  }
  const list = Array.isArray(value) ? value : [];
  const at = list.findIndex((item, index) => isStepTo(step, item, index));
  if (at < 0) return child === undefined ? list : [...list, { ...step.keys, ...record(child) }];
  return child === undefined ? list.filter((_, index) => index !== at) : list.with(at, child);
}

/** `spec.containers[name="web"].image`. */
export function formatPath(path: FieldPath): string {
  return path.map((step, index) => formatStep(step, index === 0)).join('');
}

/** Who wrote a field last, other than the release; nothing when nobody else owns it. */
export function managerOf(object: KubeObject, path: FieldPath): { readonly manager?: string; readonly at?: number } {
  const owners = records(object.metadata.managedFields).filter(
    (entry) => !isApplied(entry) && owns(record(entry.fieldsV1), path),
  );
  const newest = owners.sort((a, b) => text(a.time).localeCompare(text(b.time))).at(-1);
  if (newest === undefined) return {};
  const at = Date.parse(text(newest.time));
  return { manager: text(newest.manager), ...(Number.isNaN(at) ? {} : { at }) };
}

function owns(fields: Json, path: FieldPath): boolean {
  let node: Json = fields;
  for (const { raw } of path) {
    const next = node[raw];
    // An owned whole owns all below it; a field that is not named is not owned.
    if (!isRecord(next)) return node !== fields && Object.keys(node).length === 0;
    node = next;
  }
  return true;
}

function stepOf(raw: string): FieldStep {
  const content = raw.slice(2);
  switch (raw.slice(0, 2)) {
    case 'k:':
      return { raw, keys: record(parseKey(content)) };
    case 'v:':
      return { raw, item: parseKey(content) };
    case 'i:':
      return { raw, index: Number(content) };
    default:
      return { raw, field: content };
  }
}

function childOf(value: unknown, step: FieldStep): unknown {
  if (step.field !== undefined) return ownField(value, step.field);
  return Array.isArray(value) ? value.find((item, index) => isStepTo(step, item, index)) : undefined;
}

/** Not what every object inherits: a field may be called `constructor`. */
function ownField(value: unknown, name: string): unknown {
  const fields = record(value);
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

function isStepTo(step: FieldStep, item: unknown, index: number): boolean {
  if (step.keys !== undefined) {
    return Object.entries(step.keys).every(([name, value]) => isEqual(record(item)[name], value));
  }
  return step.index === undefined ? isEqual(item, step.item) : step.index === index;
}

function formatStep({ field, keys, item, index }: FieldStep, isFirst: boolean): string {
  if (field !== undefined)
    return /^[\w-]+$/.test(field) ? `${isFirst ? '' : '.'}${field}` : `[${JSON.stringify(field)}]`;
  if (keys === undefined) return index === undefined ? `[=${JSON.stringify(item)}]` : `[${index}]`;
  return `[${Object.entries(keys)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(',')}]`;
}
