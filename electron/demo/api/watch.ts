// Watches: every change of a collection as a line of JSON, with bookmarks, until the time is over or the client goes.
import type { ServerResponse } from 'node:http';
import { expired, type Failure, invalid } from '../store/failure.ts';
import type { JsonObject } from '../store/json.ts';
import { apiVersionOf, type Resource } from '../store/resources.ts';
import type { Change, Store } from '../store/store.ts';
import { invalidRevision, matcherOf } from './read.ts';
import type { Target } from './request.ts';
import type { Matcher } from './selectors.ts';

/** A bookmark comes about so often, and once this long before the end. Source: apiserver's watch cache. */
const BOOKMARK_EVERY_MS = 60_000;
const BOOKMARK_BEFORE_END_MS = 2000;
const DEFAULT_TIMEOUT_SECONDS = 1800;

/** Streams changes into the response; ends by itself. */
export function watchObjects(store: Store, target: Target, query: URLSearchParams, response: ServerResponse): void {
  const { resource, namespace } = target;
  const matches = matcherOf(target, query);
  const wantsBookmarks = isTrue(query.get('allowWatchBookmarks'));
  const isStreamingList = isTrue(query.get('sendInitialEvents'));
  if (isStreamingList && query.get('resourceVersionMatch') !== 'NotOlderThan') throw lacksMatch();
  const from = query.get('resourceVersion') ?? '';
  if (!/^\d*$/.test(from)) throw invalidRevision(from);
  const revision = Number(from);

  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-cache, private' });
  response.flushHeaders();
  const send = (type: string, object: JsonObject) => response.write(`${JSON.stringify({ type, object })}\n`);
  const bookmark = (at: number, annotations?: JsonObject) =>
    send('BOOKMARK', {
      kind: resource.kind,
      apiVersion: apiVersionOf(resource),
      metadata: { resourceVersion: String(at), ...(annotations === undefined ? {} : { annotations }) },
    });

  if (from === '' || from === '0' || isStreamingList) {
    for (const object of store.list(resource, namespace).filter(matches)) send('ADDED', object);
    if (isStreamingList && wantsBookmarks) bookmark(store.revision, { 'k8s.io/initial-events-end': 'true' });
  } else {
    const missed = store.changesAfter(revision);
    if (missed === undefined) {
      send('ERROR', tooOld(resource, revision, store).body);
      response.end();
      return;
    }
    for (const change of missed) sendChange(change, resource, matches, send);
  }

  // A client that asks for a revision to come gets what follows it, once it is there.
  const unsubscribe = store.subscribe((change) => {
    if (change.revision > revision) sendChange(change, resource, matches, send);
  });
  const seconds = Number(query.get('timeoutSeconds') ?? 0) || DEFAULT_TIMEOUT_SECONDS;
  const timers: NodeJS.Timeout[] = [setTimeout(() => response.end(), seconds * 1000)];
  if (wantsBookmarks) {
    const tell = () => bookmark(store.revision);
    timers.push(setInterval(tell, BOOKMARK_EVERY_MS));
    timers.push(setTimeout(tell, Math.max(0, seconds * 1000 - BOOKMARK_BEFORE_END_MS)));
  }
  response.on('close', () => {
    unsubscribe();
    for (const timer of timers) clearTimeout(timer);
  });
}

/** An object that begins or ends to match is added or deleted for this watcher, whatever really happened to it. */
function sendChange(
  change: Change,
  resource: Resource,
  matches: Matcher,
  send: (type: string, object: JsonObject) => void,
): void {
  if (change.resource !== resource) return;
  const is = change.type !== 'DELETED' && matches(change.object);
  const was = change.previous !== undefined && matches(change.previous);
  if (is) send(was ? 'MODIFIED' : 'ADDED', change.object);
  else if (was) send('DELETED', change.object);
}

/** Events are not cached by a real API server: it lets etcd speak. */
function tooOld(resource: Resource, revision: number, store: Store): Failure {
  return resource.struct === 'Event'
    ? expired('The resourceVersion for the provided watch is too old.')
    : expired(`too old resource version: ${revision} (${store.forgotten})`);
}

function lacksMatch(): Failure {
  const message = 'Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan';
  return invalid('meta.k8s.io', 'ListOptions', '', [
    { reason: 'FieldValueForbidden', message, field: 'resourceVersionMatch' },
  ]);
}

/** How Kubernetes reads flags in queries. */
export function isTrue(text: string | null): boolean {
  return text === '' || text === 'true' || text === '1';
}
