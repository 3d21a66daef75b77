// Sentences of a cluster as a few words for a person: one line, without all that only a machine reads.
import { visible } from '../../../shared/visible.ts';

/** Of a cause's title. */
export const TITLE_CHARACTERS = 120;

const UID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

/** What goes out of a sentence, one after the other; what is left may be in need of them again. */
const NOISE: readonly (readonly [RegExp, string])[] = [
  [/rpc error:?( code = \w+)?( desc = )?/gi, ''],
  [/\(?\s*combined from similar events\s*\)?:?/gi, ''],
  // The kubelet's back-off, and the pod and uid that it names.
  [/back-off [\w.]+ restarting failed container=\S+( pod=\S+)?/gi, ''],
  [/Back-off pulling image "[^"]*":?/g, ''],
  [/\/var\/lib\/(kubelet|containerd|docker)\/\S*/g, ''],
  [/@?sha256:[0-9a-f]{6,}/gi, ''],
  [UID, ''],
];

/** More than this is never looked at: a status may hold a megabyte. */
const READ_CHARACTERS = 4_000;

/** One line of what was said, without uids, digests, the kubelet's paths and back-offs, and the wrapping of errors. */
export function plainWords(said: string): string {
  let words = visible(said.slice(0, READ_CHARACTERS).replace(/\s+/g, ' '));
  for (let before = ''; before !== words; ) {
    before = words;
    for (const [noise, instead] of NOISE) words = words.replace(noise, instead);
    words = words.replace(/ {2,}/g, ' ').replace(/^[\s:;,.]+|[\s:;,]+$/g, '');
  }
  return words;
}

/** At most so many characters, cut between words, with "…" where something is left out. */
export function cutAt(words: string, characters: number): string {
  if (words.length <= characters) return words;
  const cut = words.slice(0, characters - 1);
  const space = cut.lastIndexOf(' ');
  const kept = space > characters / 2 ? cut.slice(0, space) : cut.replace(/[\ud800-\udbff]$/, '');
  return `${kept.replace(/[\s:;,.]+$/, '')}…`;
}
