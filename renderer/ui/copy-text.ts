// Puts a text on the clipboard. Works without the clipboard permission, which this page does not have.

/** Must be called from a click or a key press. Returns whether it worked. */
export function copyText(text: string): boolean {
  const fill = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
  };
  document.addEventListener('copy', fill, { once: true });
  try {
    // The old call is the only one that needs no permission: it acts on the person's own gesture.
    return document.execCommand('copy');
  } finally {
    document.removeEventListener('copy', fill);
  }
}
