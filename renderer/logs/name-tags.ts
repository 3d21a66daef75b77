// Short names for where lines are from: what tells pods and containers apart, and no more.

export interface NameTag {
  readonly name: string;
  /** Of {@link HUES_OF_NAMES}, the same for the same name. */
  readonly hue: number;
}

export const HUES_OF_NAMES = 6;

/** By source (`pod/container`). Empty where all lines are from one place. */
export function nameTags(sources: readonly string[]): ReadonlyMap<string, NameTag> {
  if (sources.length < 2) return new Map();
  const parts = sources.map((source) => {
    const at = source.lastIndexOf('/');
    return { source, pod: source.slice(0, at), container: source.slice(at + 1) };
  });
  const pods = [...new Set(parts.map(({ pod }) => pod))];
  const shared = sharedStart(pods);
  const hasContainers = new Set(parts.map(({ container }) => container)).size > 1;
  return new Map(
    parts.map(({ source, pod, container }) => {
      const short = pods.length === 1 ? '' : pod.slice(shared);
      const name = [short, hasContainers || short === '' ? container : ''].filter((part) => part !== '').join('/');
      return [source, { name, hue: hueOf(source) }];
    }),
  );
}

/** How much all names begin with, up to a dash: of `grafana-5c9-x2v` and `grafana-5c9-7lq` it is `grafana-5c9-`. */
function sharedStart([first = '', ...others]: readonly string[]): number {
  let length = first.length;
  for (const other of others) while (!other.startsWith(first.slice(0, length))) length--;
  return first.slice(0, length).lastIndexOf('-') + 1;
}

function hueOf(name: string): number {
  let sum = 0;
  for (let at = 0; at < name.length; at++) sum = (sum * 31 + name.charCodeAt(at)) >>> 0;
  return sum % HUES_OF_NAMES;
}
