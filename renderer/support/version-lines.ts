// The versions of the app as rows: what, and which.
import type { About } from '../../shared/model/about.ts';
import { aboutText } from '../text/about.ts';

/** The app first; as it is shown and as it is copied. */
export function versionLines({
  version,
  electron,
  chromium,
  node,
  system,
  stacks,
}: About): readonly (readonly [what: string, value: string])[] {
  const { facts, product } = aboutText;
  return [
    [product, version],
    [facts.stacks, stacks.join(', ')],
    [facts.electron, electron],
    [facts.chromium, chromium],
    [facts.node, node],
    [facts.system, system],
  ];
}
