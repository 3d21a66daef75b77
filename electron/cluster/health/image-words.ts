// An image that cannot be pulled: which one, and why, in a few words.
import { plainWords } from './words.ts';

/** More of a name says nothing to a person. */
const NAME_CHARACTERS = 60;

/** `nvidia_gpu_exporter:1.15.1`: an image without its registry, path and digest. */
export function shortImage(image: string): string {
  const name = plainWords(image.slice(image.lastIndexOf('/') + 1).replace(/@.*$/, ''));
  return name.length <= NAME_CHARACTERS ? name : `${name.slice(0, NAME_CHARACTERS - 1)}…`;
}

interface Answer {
  readonly words: RegExp;
  /** After "has no image: ". */
  readonly tell: (image: string) => string;
  readonly next: string;
}

/** The first that the words fit. A registry that cannot be reached may speak of things that were not found. */
const ANSWERS: readonly Answer[] = [
  {
    words: /ErrImageNeverPull|pull policy of Never/i,
    tell: (image) => `${image} is not on the node, and may not be pulled`,
    next: 'Load it onto the node, or let it be pulled.',
  },
  {
    words: /couldn't parse image name|invalid reference format|InvalidImageName/i,
    tell: (image) => `"${image}" is no name of an image`,
    next: 'Correct the name.',
  },
  {
    words: /toomanyrequests|too many requests|rate limit|\b429\b/i,
    tell: (image) => `the registry gives out no more of ${image} for now`,
    next: 'It is tried again by itself; a login at the registry raises the limit.',
  },
  {
    words: /unauthorized|denied|forbidden|authentication required|\b40[13]\b/i,
    tell: (image) => `the registry refuses ${image}`,
    next: 'Check its name, and whether the registry asks for a login.',
  },
  {
    words:
      /time[d]? ?out|deadline exceeded|connection (refused|reset)|no such host|temporary failure|network is unreachable|no route to host|\bEOF\b|tls handshake|certificate|\b50[0234]\b|service unavailable|bad gateway/i,
    tell: (image) => `the registry of ${image} cannot be reached`,
    next: 'Check the node’s way to the internet; it is tried again by itself.',
  },
  {
    words: /no match for platform|no matching manifest|platform/i,
    tell: (image) => `${image} is not made for the node’s processor`,
    next: 'Choose an image for this processor.',
  },
  {
    words: /no space left/i,
    tell: (image) => `there is no room on the node for ${image}`,
    next: 'Free some room on the node’s disk.',
  },
  {
    words: /not found|manifest unknown|does not exist|name unknown/i,
    tell: (image) => `${image} is not in its registry`,
    next: 'Choose a version that is there.',
  },
];

/** What is wrong with an image, and what to do, by what its registry and the kubelet said. */
export function imageTrouble(image: string, said: string): { readonly why: string; readonly next: string } {
  const short = shortImage(image) || 'it';
  const answer = ANSWERS.find(({ words }) => words.test(said));
  if (answer === undefined) return { why: `${short} cannot be pulled`, next: 'It is tried again by itself.' };
  return { why: answer.tell(short), next: answer.next };
}
