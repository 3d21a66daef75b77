// Lets xterm draw under the page's content security policy, which stays as it is.
//
// xterm 6 writes its colours into `<style>` elements without a nonce, and single colours into `style` attributes. It has an
// option for a document of one's own, but only a part of it asks there (CoreBrowserTerminal: `mainDocument`, DomRendererRowFactory).

/** Whatever `<style>` is made while `make` runs has the nonce of this page's own. */
export function withNonce<T>(nonce: string, make: () => T): T {
  const createElement = document.createElement.bind(document) as (
    name: string,
    options?: ElementCreationOptions,
  ) => Element;
  const admitting = (name: string, options?: ElementCreationOptions) => {
    const element = createElement(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  };
  Object.defineProperty(document, 'createElement', { value: admitting, configurable: true });
  try {
    return make();
  } finally {
    // The browser's own shows again.
    Reflect.deleteProperty(document, 'createElement');
  }
}

/** From now on a span's `style` attribute is set through the object model, which is the same to the eye and which the policy allows. */
export function styleSpansByObjectModel(): void {
  HTMLSpanElement.prototype.setAttribute = function setAttribute(name: string, value: string): void {
    if (name === 'style') this.style.cssText = value;
    else Element.prototype.setAttribute.call(this, name, value);
  };
}
