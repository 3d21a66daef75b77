// The names by which people know the components of the stack.
import { COMPONENTS } from './components/table.ts';

const TITLES: ReadonlyMap<string, string> = new Map(COMPONENTS.map(({ name, title }) => [name, title ?? name]));

/** "Grafana" for `grafana`, by the name of a component's folder and workload; undefined for what is no component. */
export function componentTitle(name: string): string | undefined {
  return TITLES.get(name);
}
