// The content of a record, as one short text: the same for as long as nobody has changed what it would bring back.
import { hashOf } from '../fields/canonical.ts';
import type { HelmRelease } from './record-format.ts';

/** All of a record but how it stands, which changes in its life. SHA-256, as hex. */
export function contentOf({ name, namespace, version, manifest, chart, config, hooks }: HelmRelease): string {
  return hashOf({ name, namespace, version, manifest, chart, config: config ?? {}, hooks: hooks ?? [] });
}
