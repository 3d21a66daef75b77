// One line of what a cluster said, as a person can read it.
import { visible } from '../../shared/visible.ts';
import { cutAt, plainWords } from '../cluster/health/words.ts';

const LONGEST = 160;

/** More than this is never looked at. */
const READ_CHARACTERS = 4_000;

/** The kubelet names the pod once more, with its namespace and uid: the sentence has it already. */
const POD_AGAIN = / in pod [a-z0-9.-]+_[a-z0-9-]+\([^)]*\)/g;

/** The first line of a text, without what is only for machines, at most 160 characters. */
export function sentenceOf(text: string): string {
  const [line = ''] = text.slice(0, READ_CHARACTERS).trim().split('\n', 1);
  // A uid was all that stood in some brackets.
  const words = plainWords(line.replace(POD_AGAIN, '')).replace(/ ?\(\)/g, '');
  return cutAt(words, LONGEST);
}

/** A name of Kubernetes' in a sentence: none of them is longer. */
export function nameIn(text: string): string {
  return visible(text.slice(0, 253));
}
