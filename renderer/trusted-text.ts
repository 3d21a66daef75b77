// The page's one Trusted Types policy: what is written into elements as HTML must be text without markup, and nothing becomes a script.

/** Only what is needed of the browser's factory, which TypeScript does not know. */
interface PolicyFactory {
  createPolicy(name: string, rules: { createHTML(text: string): string | null }): unknown;
}

/**
 * Makes it, before anything is drawn. The kit writes its variables into `<style>` elements by `innerHTML`, and a style sheet
 * has no `<`; whatever has one is refused, also when it comes from a defect of this page.
 */
export function trustTextAlone(): void {
  const { trustedTypes } = window as { readonly trustedTypes?: PolicyFactory };
  trustedTypes?.createPolicy('default', { createHTML: (text) => (text.includes('<') ? null : text) });
}
