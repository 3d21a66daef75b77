// Open Grafana, logged in: what the button opens, in a real browser engine, and what of it can be found elsewhere.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'playwright/test';
import { connect } from '../../electron/kube/connect.ts';
import { shellText } from '../../renderer/text/shell.ts';
import { notInstalledText } from '../../renderer/text/status.ts';
import { welcomeText } from '../../renderer/text/welcome.ts';
import { browse } from './browser.ts';
import { demoKubeconfig } from './demo-failure.ts';
import { test } from './fixture.ts';
import { startOdin } from './odin.ts';
import { catchBrowser, install } from './person.ts';
import { allAnswers, cookiesOf, eavesdrop, filesOf, secretsIn } from './secrets.ts';

const LOGGED_IN = /You are logged in as odin/;

test('Open Grafana opens it logged in, for one browser, and no secret of it is anywhere else', async ({ launch }) => {
  const launched = await launch();
  const { page, home } = launched;
  const opened = await catchBrowser(launched);
  await page.getByRole('button', { name: welcomeText.demoStart }).click();
  await page.getByRole('button', { name: notInstalledText.action }).click();
  await install(page);
  const client = await connect({ file: demoKubeconfig(home), context: 'demo' });
  const heard = await eavesdrop(page);
  const openGrafana = async (): Promise<string> => {
    const before = (await opened()).length;
    await page.getByRole('button', { name: shellText.header.openGrafana }).click();
    await expect.poll(opened, { timeout: 40_000 }).toHaveLength(before + 1);
    return (await opened())[before] ?? '';
  };
  const link = await openGrafana();
  const { origin } = new URL(link);

  await test.step('the link ends in a page that is logged in, and the browser’s history does not have it', async () => {
    const sight = await browse(launched, 'one', await openGrafana());
    expect(sight).toMatchObject({ url: `${origin}/`, status: 200, text: expect.stringMatching(LOGGED_IN) });
    expect(sight).toMatchObject({ history: [`${origin}/`], scriptCookies: '', referrer: '' });
    expect(await browse(launched, 'one', `${origin}/`)).toMatchObject({ text: expect.stringMatching(LOGGED_IN) });
  });

  await test.step('the same link a second time, or no link, is refused', async () => {
    const fresh = await openGrafana();
    expect(await browse(launched, 'two', fresh)).toMatchObject({ text: expect.stringMatching(LOGGED_IN) });
    expect(await browse(launched, 'three', fresh)).toMatchObject({
      status: 403,
      text: expect.stringMatching(/was used already/),
    });
    expect(await browse(launched, 'three', `${origin}/`)).toMatchObject({
      status: 403,
      text: expect.stringMatching(/^Only ODIN opens/),
    });
  });

  await test.step('a link that is followed from another site works too', async () => {
    const elsewhere = createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<body>a terminal in a page</body>');
    }).listen(0, '127.0.0.1');
    try {
      await expect.poll(() => elsewhere.listening).toBe(true);
      const start = `http://localhost:${(elsewhere.address() as AddressInfo).port}/`;
      const sight = await browse(launched, 'four', await openGrafana(), start);
      expect(sight).toMatchObject({ url: `${origin}/`, text: expect.stringMatching(LOGGED_IN), referrer: '' });
      expect(sight.history).toEqual([start, `${origin}/`]);
    } finally {
      elsewhere.close();
    }
  });

  await test.step('odin forward grafana gives a link of its own, at a port of its own', async () => {
    const forward = await startOdin(['--demo', 'forward', 'grafana'], { HOME: home });
    expect(forward.line).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/odin\/login\/[\w-]+$/);
    expect(new URL(forward.line).origin).not.toBe(origin);
    const sight = await browse(launched, 'five', forward.line);
    expect(sight).toMatchObject({ url: `${new URL(forward.line).origin}/`, text: expect.stringMatching(LOGGED_IN) });
    expect((await fetch(forward.line)).status).toBe(403);
    expect(await forward.stop()).toBe(0);
  });

  await test.step('no link, cookie, key or password is in a log, in a file or in what the page gets', async () => {
    const secrets = [
      ...(await opened()).map((url) => url.split('/').at(-1) ?? ''),
      ...(await cookiesOf(launched, ['one', 'two', 'four'])),
      ...(await secretsIn(client)),
    ];
    expect(secrets.length).toBeGreaterThan(8);
    for (const secret of secrets) expect(secret.length).toBeGreaterThan(20);
    const told = JSON.stringify([await heard(), await allAnswers(page)]);
    expect(told).toContain(origin);
    expect(told).toContain('grafana-gateway');
    const files = await filesOf(home);
    expect(Object.keys(files).join()).toContain('ports.json');
    const places = { log: launched.log(), told, ...files };
    for (const [place, content] of Object.entries(places)) {
      expect(
        secrets.filter((secret) => content.includes(secret)),
        place,
      ).toEqual([]);
    }
  });

  await test.step('once the app has ended, a cookie is worth nothing', async () => {
    const [cookie] = await cookiesOf(launched, ['one']);
    expect(
      (await fetch(origin, { headers: { cookie: `odin_gateway_${new URL(origin).port}=${cookie}` } })).status,
    ).toBe(200);
    await client.close();
    await launched.close();
    await expect(fetch(origin)).rejects.toThrow();
  });
});
