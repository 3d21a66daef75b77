// The object that an event is about, where it names one that can be opened.
import { record, text } from '../../shared/json.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import type { ObjectRef } from '../../shared/model/object-ref.ts';

const KIND = /^[A-Z][A-Za-z0-9]{0,62}$/;
const API_VERSION = /^[a-z0-9.-]{1,253}(?:\/v[a-z0-9]{1,30})?$/;
const NAME = /^[^/%\s]{1,253}$/;

/** Undefined where what it names can be no object. */
export function involvedIn(event: KubeObject): ObjectRef | undefined {
  const { apiVersion, kind, namespace, name } = record(event.involvedObject);
  if (!KIND.test(text(kind)) || !API_VERSION.test(text(apiVersion)) || !NAME.test(text(name))) return undefined;
  const ref = { apiVersion: text(apiVersion), kind: text(kind), name: text(name) };
  return NAME.test(text(namespace)) ? { ...ref, namespace: text(namespace) } : ref;
}
