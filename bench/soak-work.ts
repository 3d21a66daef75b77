// Eight hours of use, compressed: forwards used and renewed, charts, drawers, logs.
import type { Page } from 'playwright';
import { demoKubeconfig } from '../e2e/app/demo-failure.ts';
import type { LaunchedApp } from '../e2e/app/launch.ts';
import { askLocal, byNumber } from '../e2e/app/local-address.ts';
import { callFrom } from '../e2e/app/person.ts';
import { connect } from '../electron/kube/connect.ts';
import { gpuText } from '../renderer/text/gpu.ts';
import { inspectorText } from '../renderer/text/inspector.ts';

/** How often each thing is done. */
export interface Amount {
  readonly reconnects: number;
  /** Charts, each of which is refreshed with all others of the page. */
  readonly charts: number;
  readonly drawers: number;
  readonly logs: number;
}

const NAMESPACE = 'monitoring';
/** After so many new connections the pod behind them goes. */
const CONNECTIONS_PER_POD = 200;
const PATIENCE_MS = 60_000;

export async function work(launched: LaunchedApp, amount: Amount): Promise<void> {
  const { page } = launched;
  await reconnect(launched, amount.reconnects);
  await refreshCharts(page, amount.charts);
  const { pods } = await callFrom(page, 'overview.get', undefined).then((overview) => overview ?? { pods: [] });
  const places = pods.map(({ name }) => `Pod/${NAMESPACE}/${name}`);
  for (let turn = 0; turn < amount.drawers; turn++) await openDrawer(page, places[turn % places.length] ?? '');
  for (let turn = 0; turn < amount.logs; turn++) await followLog(page, places[turn % places.length] ?? '');
  await goTo(page, 'overview');
}

/** Each connection finds the pod anew, by a tunnel of its own. */
async function reconnect({ page, home }: LaunchedApp, times: number): Promise<void> {
  for (let turn = 0; turn < times; turn++) {
    if (turn % CONNECTIONS_PER_POD === 0) await replacePod(home);
    const { url = '' } = await callFrom(page, 'forwards.open', { target: 'prometheus' });
    const { status } = await askLocal(`${byNumber(url)}/-/ready`, { headers: { connection: 'close' } });
    if (status !== 200) throw new Error(`Prometheus answered ${status} through its forward.`);
  }
}

async function replacePod(home: string): Promise<void> {
  const client = await connect({ file: demoKubeconfig(home), context: 'demo' });
  try {
    await client.request({
      method: 'DELETE',
      path: `/api/v1/namespaces/${NAMESPACE}/pods`,
      query: { labelSelector: 'app.kubernetes.io/name=prometheus' },
    });
  } finally {
    await client.close();
  }
}

/** Another stretch of time is another answer, and all charts are drawn anew. */
async function refreshCharts(page: Page, charts: number): Promise<void> {
  await goTo(page, 'gpu');
  const line = page.locator('.recharts-area-curve').first();
  await line.waitFor({ timeout: PATIENCE_MS });
  const perPress = await page.getByRole('figure').count();
  for (let press = 0; press * perPress < charts; press++) {
    const before = await line.getAttribute('d');
    const name = gpuText.ranges[press % 2 === 0 ? 900 : 3600];
    await page.getByRole('radio', { name, exact: true }).press('Space');
    await page.waitForFunction(
      (drawn) => {
        const now = document.querySelector('.recharts-area-curve')?.getAttribute('d');
        return now !== undefined && now !== null && now !== drawn;
      },
      before,
      { timeout: PATIENCE_MS },
    );
  }
}

async function openDrawer(page: Page, place: string): Promise<void> {
  await goTo(page, `overview?open=${place}`);
  const drawer = page.getByRole('complementary', { name: inspectorText.label });
  await drawer.getByText(inspectorText.containers).first().waitFor({ timeout: PATIENCE_MS });
  await goTo(page, 'overview');
  await drawer.waitFor({ state: 'detached' });
}

async function followLog(page: Page, place: string): Promise<void> {
  await goTo(page, `logs?of=${place}`);
  await page.getByRole('main').getByRole('log').waitFor({ timeout: PATIENCE_MS });
  await goTo(page, 'logs');
  await page.getByRole('main').getByRole('log').waitFor({ state: 'detached' });
}

/** In the same document, as a click does. */
async function goTo(page: Page, address: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `#/${address}`);
}
