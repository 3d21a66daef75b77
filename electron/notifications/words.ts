// The words of notifications: one line each, bounded, and no markup, whatever a cluster calls its objects.
import { visible } from '../../shared/visible.ts';
import { cutAt } from '../cluster/health/words.ts';

const TITLE_CHARACTERS = 100;
const BODY_CHARACTERS = 200;

/** What is shown by *Send a test*. */
export const TEST_WORDS = {
  title: 'This is a test of ODIN Control Panel',
  body: 'So it looks when something has been wrong for 30 s.',
};

/** At most 100 characters. */
export function titleOf(text: string): string {
  return cutAt(plain(text), TITLE_CHARACTERS);
}

/** At most 200 characters; each of the texts is a line. */
export function bodyOf(texts: readonly string[]): string {
  return cutAt(texts.map(plain).join('\n'), BODY_CHARACTERS);
}

/** Linux desktops take a notification's body for markup. */
function plain(text: string): string {
  return visible(text.slice(0, BODY_CHARACTERS)).replaceAll('<', '‹').replaceAll('>', '›');
}
