// Puts a text on the clipboard, and knows for a moment that it did.
import { useEffect, useState } from 'react';
import { copyText } from './copy-text.ts';

const CONFIRMED_MS = 2_000;

/** Whether something was just copied, and the way to copy; to be called from a click or a key press. */
export function useCopied(): readonly [isCopied: boolean, copy: (text: string) => void] {
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), CONFIRMED_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return [isCopied, (text) => setIsCopied(copyText(text))];
}
