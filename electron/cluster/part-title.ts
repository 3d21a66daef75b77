// The title of a part: what a person calls it, else what its manifest does.
import { text } from '../../shared/json.ts';
import type { KubeObject } from '../../shared/model/object.ts';

/** Knows the titles of parts by the name of a workload or by its label `app.kubernetes.io/name`; undefined for a stranger's. */
export type TitleOf = (name: string) => string | undefined;

/** Nobody knows a title: names stand for themselves. */
export const NO_TITLES: TitleOf = () => undefined;

/** "Grafana", else the object's own name. */
export function partTitle({ metadata }: Pick<KubeObject, 'metadata'>, titleOf: TitleOf): string {
  const label = text(metadata.labels?.['app.kubernetes.io/name']);
  return titleOf(metadata.name) ?? titleOf(label) ?? metadata.name;
}
