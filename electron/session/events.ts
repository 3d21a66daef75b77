// The Events of a namespace, or of one object in it and of what it made.
import type { ObjectEvent } from '../../shared/model/inspection.ts';
import type { ObjectRef } from '../../shared/model/object-ref.ts';
import { objectEvents } from '../inspect/events.ts';
import type { KubeClient } from '../kube/client.ts';
import { listAll } from '../kube/list-all.ts';

/** Kinds whose names begin with that of the workload which made them. */
const MADE: ReadonlySet<unknown> = new Set(['Pod', 'ReplicaSet']);
const MAKERS: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job', 'CronJob']);

/**
 * Newest first, those that repeat as one.
 *
 * @param about default: everything in the namespace. An object in no namespace has its Events in `default`
 *
 * Throws what the client does.
 */
export async function readEvents(
  client: KubeClient,
  namespace: string,
  about: ObjectRef | undefined,
  signal: AbortSignal,
): Promise<ObjectEvent[]> {
  const place = about !== undefined && about.namespace === undefined ? 'default' : (about?.namespace ?? namespace);
  const path = `/api/v1/namespaces/${encodeURIComponent(place)}/events`;
  const { objects } = await listAll(client, { path }, signal);
  return objectEvents(objects, (involved) => about === undefined || isOf(about, involved));
}

/** By name: an Event knows no owner of what it is about. */
function isOf(about: ObjectRef, { kind, name }: Readonly<Record<string, unknown>>): boolean {
  if (kind === about.kind && name === about.name) return true;
  return MAKERS.has(about.kind) && MADE.has(kind) && typeof name === 'string' && name.startsWith(`${about.name}-`);
}
