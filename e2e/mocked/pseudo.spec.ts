// Every page in the pseudo-locale: no English stands in the code, and words that are 40 % longer are cut nowhere.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { expect } from 'playwright/test';
import { PROJECT } from '../app/launch.ts';
import { type Address, test as base, type Look } from './fixture.ts';
import { buildPseudo } from './pseudo-build.ts';
import { plainWords } from './pseudo-locale.ts';
import type { ScenarioName } from './scenarios.ts';

const test = base.extend<object, { readonly dist: string }>({
  dist: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the needed fixtures from this pattern.
    async ({}, use, info) => {
      const outDir = join(info.project.outputDir, `pseudo-${info.workerIndex}`);
      await buildPseudo(outDir);
      await use(outDir);
    },
    { scope: 'worker', timeout: 90_000 },
  ],
});

const DEPLOYMENT = 'Deployment/monitoring/grafana';
const POD = 'Pod/monitoring/grafana-5c9f8d7b6-x2v9k';

const SMALL: Look = { theme: 'dark', width: 900, height: 600 };

const STATES: readonly (readonly [ScenarioName, Address])[] = [
  ['firstLaunch', 'overview'],
  ['firstLaunchWanting', 'overview'],
  ['unreachable', 'overview'],
  ['notInstalled', 'overview'],
  ['notInstalled', 'stack'],
  ['healthy', 'overview'],
  ['problems', 'overview'],
  ['alerts', 'overview'],
  ['silent', 'overview'],
  ['healthy', 'gpu'],
  ['throttled', 'gpu'],
  ['xids', 'gpu'],
  ['manyHolders', 'gpu'],
  ['healthy', 'stack'],
  ['alerts', 'alerts'],
  ['healthy', 'alerts'],
  ['healthy', 'forwards'],
  ['healthy', 'doctor'],
  ['healthy', 'explore'],
  ['healthy', 'settings'],
  ['healthy', 'stack/plan'],
  ['healthy', 'stack/settings'],
  ['receivers', 'stack/settings'],
  ['history', 'stack/history'],
  ['drift', 'stack/drift'],
  ['alerts', 'alerts/silenced'],
  ['alerts', 'alerts/history'],
  ['healthy', 'forwards/new'],
  ['healthy', 'logs'],
  ['logs', 'logs?of=stack'],
  ['logsKept', 'logs?of=Deployment/monitoring/grafana&last=6h'],
  ['inspector', `overview?open=${DEPLOYMENT}`],
  ['inspector', `overview?open=${POD}`],
  ['inspectorCrash', `overview?open=${POD}`],
  ['inspectorCrash', `overview?open=${POD}&tab=events`],
  ['inspector', `overview?open=${POD}&tab=logs`],
  ['inspector', `overview?open=${DEPLOYMENT}&tab=yaml`],
  ['inspector', `overview?open=${POD}&tab=shell`],
];

/** Names that are the same in each language: products, units, keys, and what Kubernetes calls its things. */
const NAMES = new Set(
  'ODIN Control Panel Grafana Prometheus Alertmanager Loki Alloy Kubernetes NVIDIA GPU CPU DNS YAML GiB MiB KiB min Ctrl Shift Alt Esc kubectl'.split(
    ' ',
  ),
);

/** The settings of the stack are named and explained by their schema, which editors and `odin` show too. */
const SCHEMA = readFileSync(join(PROJECT, 'assets', 'stack', 'settings.schema.json'), 'utf8');

/** Months are in no catalogue, for Intl has them in every language. */
const MONTHS = Array.from({ length: 12 }, (_, month) =>
  new Intl.DateTimeFormat('en', { month: 'short' }).format(new Date(2026, month, 15)),
);

for (const [scenario, address] of STATES) {
  test(`${scenario} on ${address}: all words are the catalogue’s, and none is cut`, async ({ stage }) => {
    const { page } = stage;
    await stage.show(scenario, address, SMALL);
    await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible();
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
    await page.screenshot({ path: `test-results/screens/pseudo-${scenario}-${address.replaceAll(/\W+/g, '-')}.png` });
    const told = (await stage.told()) + SCHEMA;
    const isData = (word: string) => told.includes(word) || NAMES.has(word) || MONTHS.includes(word);
    const texts = await textsOf(page);
    expect.soft(texts.filter((text) => !plainWords(text).every(isData))).toEqual([]);
    expect.soft(await cutIn(page)).toEqual([]);
  });
}

/** What is read on a page, aloud or by eye. */
function textsOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found = new Set<string>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? '';
      if (text !== '' && node.parentElement?.closest('script, style, noscript, code, .xterm') === null) found.add(text);
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
      for (const name of ['aria-label', 'title', 'placeholder']) {
        const text = element.getAttribute(name);
        if (text !== null) found.add(text);
      }
    }
    return [...found];
  });
}

/** Words of the app’s own that are wider than the place they are in, and a page that is wider than its window. Where "…" ends a text, its title has all of it. */
function cutIn(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const isCut = (text: Node): boolean => {
      // Seen in a list of their own, which is as wide as they are.
      if (text.parentElement?.closest('option') !== null) return false;
      const range = document.createRange();
      range.selectNodeContents(text);
      const words = range.getBoundingClientRect();
      for (let around: Element | null = text.parentElement; around !== null; around = around.parentElement) {
        const { overflowX, textOverflow } = getComputedStyle(around);
        if (overflowX === 'visible') continue;
        const place = around.getBoundingClientRect();
        // What is there for a screen reader alone has one pixel, and what scrolls is reached.
        if (place.width <= 1 || overflowX === 'auto' || overflowX === 'scroll') return false;
        const isWider = words.right > place.right + 1 || words.left < place.left - 1;
        return isWider && (textOverflow !== 'ellipsis' || around.closest('[title]') === null);
      }
      return false;
    };
    const cut: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode(); text !== null; text = walker.nextNode()) {
      if (text.textContent?.includes('~') && isCut(text)) cut.push(text.textContent);
    }
    const wide = document.documentElement.scrollWidth > window.innerWidth ? ['the page is wider than its window'] : [];
    return [...cut, ...wide];
  });
}
