// The content security policy, judged by Chromium: each thing that a page must not do is tried, and its violation is waited for.
import type { Probe } from './stage.ts';

/** Tells the directives that stopped nothing. */
export const policy: Probe = ({ page }) =>
  // Later, because what the test tool itself evaluates is exempt from parts of the policy.
  page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        setTimeout(async () => {
          const far = 'https://example.invalid';
          const add = <K extends keyof HTMLElementTagNameMap>(tag: K, set: object) => {
            const element = Object.assign(document.createElement(tag), set);
            document.body.append(element);
            return element;
          };
          const submit = () => {
            const form = document.createElement('form');
            form.action = `${far}/form`;
            document.body.append(form);
            form.submit();
          };
          const base = () => document.head.append(Object.assign(document.createElement('base'), { href: `${far}/` }));
          const attempts: Readonly<Record<string, () => unknown>> = {
            'media-src': () => add('audio', { src: `${far}/a.ogg` }),
            'frame-src': () => add('iframe', { src: `${far}/` }),
            'script-src-elem': () => import(/* @vite-ignore */ `${far}/a.js`).catch(() => {}),
            'style-src-elem': () => add('style', { textContent: 'b { color: red }' }),
            'style-src-attr': () => add('b', {}).setAttribute('style', 'color: red'),
            'img-src': () => add('img', { src: `${far}/a.png` }),
            'font-src': () => new FontFace('far', `url(${far}/a.woff2)`).load().catch(() => {}),
            'connect-src': () => fetch(`${far}/`).catch(() => {}),
            'form-action': submit,
            'base-uri': base,
            'require-trusted-types-for': () => {
              document.createElement('p').innerHTML = '<b>markup</b>';
            },
            'trusted-types': () =>
              (window as unknown as { trustedTypes: { createPolicy(name: string, rules: object): void } }).trustedTypes //
                .createPolicy('of-an-attacker', {}),
          };
          const open: string[] = [];
          for (const [directive, attempt] of Object.entries(attempts)) {
            const isStopped = new Promise<boolean>((stopped) => {
              const listen = (event: SecurityPolicyViolationEvent) => {
                if (event.effectiveDirective === directive) stopped(true);
              };
              document.addEventListener('securitypolicyviolation', listen);
              setTimeout(() => {
                document.removeEventListener('securitypolicyviolation', listen);
                stopped(false);
              }, 1_000);
            });
            try {
              await attempt();
            } catch (error) {
              // Trusted types throw besides.
              if (!(error instanceof TypeError)) throw error;
            }
            if (!(await isStopped)) open.push(directive);
          }
          resolve(open);
        });
      }),
  );

/** Tells the headers, and the parts of the policy, that an answer lacks; also one that says that there is nothing. */
export const headers: Probe = async ({ page }) => {
  const answers = await page.evaluate(() =>
    Promise.all(
      ['/index.html', '/nothing.html'].map(async (path) => Object.fromEntries((await fetch(path)).headers.entries())),
    ),
  );
  const wanted: Readonly<Record<string, RegExp>> = {
    'x-content-type-options': /^nosniff$/,
    'cross-origin-opener-policy': /^same-origin$/,
    'cross-origin-resource-policy': /^same-origin$/,
    'referrer-policy': /^no-referrer$/,
    'x-dns-prefetch-control': /^off$/,
    'permissions-policy': /camera=\(\).*clipboard-read=\(\).*hid=\(\).*microphone=\(\).*serial=\(\).*usb=\(\)/,
    'content-security-policy': /^default-src 'none'; .*worker-src 'none'.*frame-ancestors 'none'/,
  };
  return answers.flatMap((answer) =>
    Object.entries(wanted).flatMap(([name, value]) => (value.test(answer[name] ?? '') ? [] : [name])),
  );
};
