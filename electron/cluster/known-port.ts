// The port that people know a part by, of the Services that lead to it.
import { count, records, text } from '../../shared/json.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import { specOf } from './health/conditions.ts';

/** Names of ports that a page is behind. */
const PAGES = new Set(['http', 'https', 'web']);

/** Of the Service that is called like the part, else of one with an address of its own: the port of its page, else its first. */
export function knownPort(services: readonly KubeObject[], name: string): number | undefined {
  const [first] = [...services].sort((a, b) => rank(a, name) - rank(b, name));
  const ports = first === undefined ? [] : records(specOf(first).ports);
  const port = count((ports.find((one) => PAGES.has(text(one.name))) ?? ports[0])?.port);
  return Number.isInteger(port) && port > 0 ? port : undefined;
}

function rank(service: KubeObject, name: string): number {
  const isHeadless = specOf(service).clusterIP === 'None';
  return (isHeadless ? 2 : 0) + (service.metadata.name === name ? 0 : 1);
}
