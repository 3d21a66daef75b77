// The end of a shell in words: why it could not be opened, or what became of its container.

import { record, records, text } from '../../shared/json.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import type { ShellMessage } from '../../shared/model/shell.ts';
import { shellQuote } from '../../shared/shell-quote.ts';
import { maskShown } from '../log/mask-text.ts';

/** The shell's place. */
export interface Place {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
}

/** containerd, CRI-O and Docker, each in its runtime's words: no such file, or none on the PATH. */
const NO_PROGRAM = /no such file or directory|executable file not found|cannot execute|exec format error/i;
const LONGEST = 300;

/** Why it did not begin. `pod` is as it is now, null where it is gone; `platform` is that of the person's own shell. */
export function failedShell(message: string, place: Place, pod: KubeObject | null, platform: string): ShellMessage {
  const gone = goneReason(place, pod);
  if (gone !== undefined) return { state: 'failed', reason: gone };
  if (!NO_PROGRAM.test(message))
    return { state: 'failed', reason: `The shell could not be opened: ${shortened(message)}` };
  const container = containerIn(pod, place.container);
  const image = text(container?.image) || place.container;
  const words = [
    'kubectl',
    'debug',
    '-it',
    place.pod,
    '-n',
    place.namespace,
    '--image=busybox',
    `--target=${place.container}`,
  ];
  return {
    state: 'failed',
    reason: `The image ${image} has no shell in it.`,
    remedy: words.map((word) => shellQuote(word, platform)).join(' '),
  };
}

/** What became of the container under a shell that was cut off; undefined where it is still there. */
export function goneReason({ pod: name, container }: Place, pod: KubeObject | null): string | undefined {
  if (pod === null) return `The pod ${name} is gone.`;
  if (pod.metadata.deletionTimestamp !== undefined) return `The pod ${name} is being deleted.`;
  const { containerStatuses, initContainerStatuses, ephemeralContainerStatuses } = record(pod.status);
  const all = [containerStatuses, initContainerStatuses, ephemeralContainerStatuses].flatMap(records);
  const status = all.find((one) => one.name === container);
  if (status === undefined || record(status.state).running !== undefined) return undefined;
  return `The container ${container} is not running.`;
}

function containerIn(pod: KubeObject | null, name: string) {
  const spec = record(pod?.spec);
  return ['containers', 'initContainers', 'ephemeralContainers']
    .flatMap((field) => records(spec[field]))
    .find((one) => one.name === name);
}

/** What the cluster says of it, without secrets: a runtime's words are long, and begin with layers of its own. */
export function shortened(message: string): string {
  const words = maskShown(message)
    .replace(/^(Internal error occurred: )+/, '')
    .trim();
  const cut = words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words;
  return /[.!?…]$/.test(cut) ? cut : `${cut}.`;
}
