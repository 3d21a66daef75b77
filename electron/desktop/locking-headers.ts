// The headers by which Chromium locks the page: what it may load, run, ask for and be part of.

/** What no page of this app ever asks for. Chromium knows these names; others it would complain of. */
const REFUSED_FEATURES = [
  'camera',
  'clipboard-read',
  'display-capture',
  'fullscreen',
  'geolocation',
  'hid',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'usb',
];

/**
 * For each answer, also for those that say that there is nothing.
 *
 * Cross-origin isolation (COEP) is left out on purpose: the page can load nothing of another origin, and being isolated would
 * only hand it shared memory and exact clocks.
 *
 * @param nonce admits the one `<style>` element of this answer
 * @param devSocket of a development server, whose pages also have a script of their own within the HTML
 */
export function lockingHeaders(nonce: string, devSocket?: string): Readonly<Record<string, string>> {
  return {
    'content-security-policy': contentSecurityPolicy(nonce, devSocket),
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': REFUSED_FEATURES.map((feature) => `${feature}=()`).join(', '),
    'referrer-policy': 'no-referrer',
    'x-dns-prefetch-control': 'off',
  };
}

function contentSecurityPolicy(nonce: string, devSocket?: string): string {
  return [
    "default-src 'none'",
    devSocket === undefined ? "script-src 'self'" : `script-src 'self' 'nonce-${nonce}'`,
    // Without it, workers would fall back to the scripts' sources.
    "worker-src 'none'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self'",
    "font-src 'self'",
    devSocket === undefined ? "connect-src 'self'" : `connect-src 'self' ${devSocket}`,
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    // Text becomes markup or script by the page's one policy alone, and that makes neither (renderer/trusted-text.ts).
    "require-trusted-types-for 'script'",
    'trusted-types default',
  ].join('; ');
}
