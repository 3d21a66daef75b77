// Commands for people to copy: a cluster's names stand in them as words that no shell reads more into.
import { shellQuote } from '../../shared/shell-quote.ts';

/** In a POSIX shell, which the machines of these commands have. */
export function quoted(name: string): string {
  return shellQuote(name, 'linux');
}

/** `-n monitoring daemonset/nvidia-gpu-exporter`. */
export function daemonSet({ namespace, name }: { readonly namespace: string; readonly name: string }): string {
  return `-n ${quoted(namespace)} ${quoted(`daemonset/${name}`)}`;
}
