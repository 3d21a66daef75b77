// Reads manifests as kubectl reads them: several documents in a file, YAML 1.1 words, lists taken apart, null for nothing.
import { AppError } from '../../../shared/errors.ts';
import { isRecord, type Json, text as textOf } from '../../../shared/json.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import { readDocuments, type YamlDocument } from '../../yaml/documents.ts';
import { YamlFault } from '../../yaml/yaml-fault.ts';
import { isHook } from './hooks.ts';

const TEMPLATE_ADVICE = 'it looks like a template: render it first, with helm template';

/**
 * The objects of a manifest in their order; empty documents are skipped. `source` names the text in errors, such as a
 * file's path. What kubectl takes for absent is absent: `namespace: ""`, `labels: null`; a label's null is an empty text.
 *
 * Throws `badInput` for YAML that cannot be read and for a document that is no Kubernetes object.
 */
export function parseManifests(text: string, source: string): readonly KubeObject[] {
  return documentsOf(text, source).flatMap(({ value }, index) => {
    const where = `${source}, document ${index + 1}`;
    return value === null ? [] : itemsOf(value, where).map((item) => asObject(item.value, item.where));
  });
}

function documentsOf(text: string, source: string): readonly YamlDocument[] {
  try {
    return readDocuments(text);
  } catch (cause) {
    if (!(cause instanceof YamlFault)) throw cause;
    const advice = text.includes('{{') ? `; ${TEMPLATE_ADVICE}` : '';
    throw new AppError('badInput', `${source} is not readable as YAML: ${cause.message}${advice}.`, { cause });
  }
}

interface Item {
  readonly value: unknown;
  readonly where: string;
}

/** A list's items, one by one; those of a typed list (`ConfigMapList`) may leave out what the list says. */
function itemsOf(value: unknown, where: string): readonly Item[] {
  if (!isRecord(value) || !Object.hasOwn(value, 'items')) return [{ value, where }];
  const { apiVersion, items } = value;
  if (items === null) return [];
  if (!Array.isArray(items)) throw refused(where, 'items: it is no list');
  const kind = textOf(value.kind).replace(/List$/, '');
  return items.flatMap((item: unknown, index) => {
    const isBare = isRecord(item) && !(item.apiVersion && item.kind) && kind !== '';
    return itemsOf(isBare ? { ...item, apiVersion, kind } : item, `${where}, item ${index + 1}`);
  });
}

function asObject(value: unknown, where: string): KubeObject {
  if (!isRecord(value)) throw refused(where, `it is ${nameOf(value)}`);
  const { apiVersion, kind, metadata } = value;
  for (const [field, it] of Object.entries({ apiVersion, kind })) requireText(it, field, where);
  if (textOf(apiVersion).startsWith('kustomize.config.k8s.io/')) {
    const advice = 'print what it makes with kubectl kustomize FOLDER, save that and name it';
    throw new AppError('badInput', `${where} is a file of kustomize, not an object: ${advice}.`);
  }
  if (!isRecord(metadata)) throw refused(where, `metadata: ${metadata ? `it is ${nameOf(metadata)}` : 'it has none'}`);
  const cleaned = withoutEmpty(metadata, where);
  return {
    ...value,
    apiVersion: textOf(apiVersion),
    kind: textOf(kind),
    metadata: named(cleaned, textOf(kind), where),
  };
}

/** Metadata in which nothing stands for nothing. */
function withoutEmpty(metadata: Json, where: string): Json {
  const { namespace, labels, annotations, creationTimestamp, ...rest } = metadata;
  const texts = (map: unknown, field: string): Json => {
    if (map === undefined || map === null) return {};
    return { [field]: textsOf(map, `metadata.${field}`, where) };
  };
  if (namespace) requireText(namespace, 'metadata.namespace', where);
  return {
    ...rest,
    ...(namespace ? { namespace } : {}),
    ...texts(labels, 'labels'),
    ...texts(annotations, 'annotations'),
    // As controller-gen writes it.
    ...(creationTimestamp === undefined || creationTimestamp === null ? {} : { creationTimestamp }),
  };
}

function textsOf(map: unknown, field: string, where: string): Json {
  if (!isRecord(map)) throw refused(where, `${field}: it is ${nameOf(map)}`);
  if (Object.values(map).every((value) => typeof value === 'string')) return map;
  const entries = Object.entries(map).map(([key, value]) => {
    if (value !== null) requireText(value, `${field}.${key}`, where, true);
    return [key, value ?? ''];
  });
  return Object.fromEntries(entries);
}

function named(metadata: Json, kind: string, where: string): KubeObject['metadata'] {
  const { name, generateName } = metadata;
  if (!name && typeof generateName === 'string' && generateName !== '') {
    // It is left out, whatever it is called.
    if (isHook(metadata)) return { ...metadata, name: generateName };
    const message = `${where}: ${kind} has no name but generateName (${generateName}), which makes another object at each run: a release needs one that stays, so give it a metadata.name, or run it beside the release with kubectl create -f.`;
    throw new AppError('badInput', message);
  }
  requireText(name, 'metadata.name', where);
  // In quotes it is readable, and a name for nobody but a template.
  if (textOf(name).includes('{{')) throw refused(where, `metadata.name: ${TEMPLATE_ADVICE}`);
  return { ...metadata, name: textOf(name) };
}

function requireText(value: unknown, field: string, where: string, mayBeEmpty = false): void {
  if (typeof value === 'string' && (mayBeEmpty || value !== '')) return;
  if (value === undefined || value === null || value === '') throw refused(where, `${field}: it has none`);
  const advice = typeof value === 'object' ? '' : '; put it in quotes if it is text';
  throw refused(where, `${field}: it is ${nameOf(value)}${advice}`);
}

function nameOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (isRecord(value)) return 'a map';
  return typeof value === 'string' ? 'text' : `a ${typeof value}`;
}

function refused(where: string, why: string): AppError {
  return new AppError('badInput', `${where} is no Kubernetes object: ${why}.`);
}
