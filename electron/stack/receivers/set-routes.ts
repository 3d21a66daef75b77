// Changes the tree of routes so that a receiver hears of all alerts, of critical ones, or of nothing; what others hear of stays.
import { type Document, isMap, isScalar, isSeq, type YAMLMap, YAMLSeq } from 'yaml';
import { AppError } from '../../../shared/errors.ts';
import { nodeOf } from '../../yaml/edit.ts';
import type { Route } from '../settings/alertmanager/fragment.ts';
import { CRITICAL, goesOn, NOBODY, plainTells, tellsOf } from './routes.ts';

type Tells = 'all' | 'critical';

/** A route of the form's own: whoever comes after it is told, too. */
function routeTo(receiver: string, tells: Tells) {
  return nodeOf({ receiver, ...(tells === 'critical' ? { matchers: [CRITICAL] } : {}), continue: true });
}

/** `route`: the same as `document` has it. Throws `badInput` where its routes are more than the form could change. */
export function setTells(document: Document, route: Route, name: string, tells: Tells): void {
  const now = tellsOf(route, name);
  if (now === tells) return;
  if (now === 'other') throw asYaml(`Its routes are more than this form knows: change them in the YAML of ${name}.`);
  const root = rootOf(document);
  if (route.receiver === name) {
    root.set('receiver', nodeOf(NOBODY));
    setRoutes(root, [routeTo(name, tells)]);
    return;
  }
  if (now === 'nothing') {
    add(root, route, name, tells);
    return;
  }
  const own = childAt(root, indexOf(route, name));
  if (tells === 'critical') own.set('matchers', nodeOf([CRITICAL]));
  else own.delete('matchers');
}

/** Takes away that a receiver hears of anything. Throws as {@link setTells}. */
export function unsetTells(document: Document, route: Route, name: string): void {
  const now = tellsOf(route, name);
  if (now === 'nothing') return;
  if (now === 'other') throw asYaml(`Routes of the YAML lead to ${name}: take them out there first.`);
  const root = rootOf(document);
  if (route.receiver === name) {
    root.set('receiver', nodeOf(NOBODY));
    return;
  }
  const routes = listOf(root);
  routes.items.splice(indexOf(route, name), 1);
  if (routes.items.length === 0) root.delete('routes');
}

/** Gives every route to a receiver its new name. */
export function renameRoutes(document: Document, former: string, name: string): void {
  const rename = (route: unknown) => {
    if (!isMap(route)) return;
    if (String(route.get('receiver')) === former) route.set('receiver', nodeOf(name));
    const routes = route.get('routes', true);
    if (isSeq(routes)) for (const child of routes.items) rename(child);
  };
  rename(document.get('route', true));
}

function add(root: YAMLMap, route: Route, name: string, tells: Tells): void {
  const children = route.routes ?? [];
  const first = route.receiver ?? NOBODY;
  if (first !== '' && first !== NOBODY) {
    // Whoever the first route told hears no more of it once a route below takes an alert: so it becomes one of those below.
    const kept = root.get('routes', true);
    root.set('receiver', nodeOf(NOBODY));
    if (children.length === 0) setRoutes(root, [routeTo(first, 'all'), routeTo(name, tells)]);
    else {
      const former = nodeOf({ receiver: first }) as YAMLMap;
      former.set('routes', kept);
      setRoutes(root, [routeTo(name, tells), former]);
    }
    return;
  }
  if (children.length === 0) {
    setRoutes(root, [routeTo(name, tells)]);
    return;
  }
  const at = children.findIndex((child) => plainTells(child) === undefined || !goesOn(child));
  listOf(root).items.splice(at < 0 ? children.length : at, 0, routeTo(name, tells));
}

function indexOf({ routes }: Route, name: string): number {
  return (routes ?? []).findIndex(({ receiver }) => receiver === name);
}

function setRoutes(root: YAMLMap, routes: readonly ReturnType<typeof nodeOf>[]): void {
  const list = new YAMLSeq();
  list.items.push(...routes);
  root.set('routes', list);
}

function rootOf(document: Document): YAMLMap {
  return mapOf(document.get('route', true));
}

function listOf(root: YAMLMap): YAMLSeq {
  const routes = root.get('routes', true);
  if (isSeq(routes)) return routes;
  throw asYaml('Its routes are written by an alias: change them in the YAML.');
}

function childAt(root: YAMLMap, index: number): YAMLMap {
  return mapOf(listOf(root).items[index]);
}

/** What is written as it is meant, not by an alias. */
export function mapOf(node: unknown): YAMLMap {
  if (isWritten(node)) return node;
  throw asYaml('It is written by an alias of YAML: change it there.');
}

/** Whether a map is no alias, has no merge and no alias for a key: then what is set in it is all that counts. */
export function isWritten(node: unknown): node is YAMLMap {
  return isMap(node) && node.items.every(({ key }) => isScalar(key) && String(key.value) !== '<<');
}

function asYaml(message: string): AppError {
  return new AppError('badInput', message, { subject: 'tells' });
}
