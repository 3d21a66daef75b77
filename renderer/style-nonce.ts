// The word that admits the style elements of this page's own libraries: the component kit, the editor, the terminal.

/** Set anew by the main process at each load; a `<style>` without it is refused by the content security policy. */
export const styleNonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
