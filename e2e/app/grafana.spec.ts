// Open Grafana, logged in: what the button opens, in a real browser engine, and what of it can be found elsewhere.
import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'playwright/test';
import { connect } from '../../electron/kube/connect.ts';
import { shellText } from '../../renderer/text/shell.ts';
import { notInstalledText } from '../../renderer/text/status.ts';
import { welcomeText } from '../../renderer/text/welcome.ts';
import { attackFrom, BROWSER, browse } from './browser.ts';
import { demoKubeconfig } from './demo-failure.ts';
import { test } from './fixture.ts';
import { startOdin } from './odin.ts';
import { catchBrowser, install } from './person.ts';
import { allAnswers, cookiesOf, eavesdrop, filesOf, secretsIn } from './secrets.ts';

const LOGGED_IN = /You are logged in as odin/;
const OWN_NAME = /^http:\/\/grafana-[0-9a-f]{20}\.localhost:\d+$/;

/** The status at an address whose name only browsers lead to this machine. */
async function statusAt(address: string, headers: Record<string, string> = {}): Promise<number | undefined> {
  const { host, port, pathname } = new URL(address);
  const asked = request({ host: '127.0.0.1', port, path: pathname, agent: false, headers: { ...headers, host } }).end();
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  response.resume();
  return response.statusCode;
}

test('Open Grafana opens it logged in, for one browser, and no secret of it is anywhere else', async ({ launch }) => {
  const launched = await launch();
  const { page, home } = launched;
  const browser = await launch(BROWSER);
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
  const { origin, port } = new URL(link);
  let secretLink = '';

  await test.step('what the system’s browser is given has no secret, and a name of its own', async () => {
    expect(link).toBe(`${origin}/odin/open`);
    expect(origin).toMatch(OWN_NAME);
  });

  await test.step('the link ends in a page that is logged in, and the browser’s history does not have it', async () => {
    const sight = await browse(browser, 'one', link);
    expect(sight).toMatchObject({ url: `${origin}/`, status: 200, text: expect.stringMatching(LOGGED_IN) });
    expect(sight).toMatchObject({ history: [`${origin}/`], scriptCookies: '', referrer: '' });
    expect(await browse(browser, 'one', `${origin}/`)).toMatchObject({ text: expect.stringMatching(LOGGED_IN) });
  });

  await test.step('the same link a second time, or no link, is refused', async () => {
    const fresh = await openGrafana();
    expect(await browse(browser, 'two', fresh)).toMatchObject({ text: expect.stringMatching(LOGGED_IN) });
    expect(await browse(browser, 'three', fresh)).toMatchObject({
      status: 403,
      text: expect.stringMatching(/was used already/),
    });
    expect(await browse(browser, 'three', `${origin}/`)).toMatchObject({
      status: 403,
      text: expect.stringMatching(/^Only ODIN opens/),
    });
  });

  const heardCookies: (string | undefined)[] = [];
  const elsewhere = createServer(({ headers }, response) => {
    heardCookies.push(headers.cookie);
    response.writeHead(200, { 'content-type': 'text/html' }).end('<body>a terminal in a page</body>');
  }).listen(0, '127.0.0.1');
  await once(elsewhere, 'listening');
  const { port: otherPort } = elsewhere.address() as AddressInfo;

  await test.step('a page of another port gets no cookie, and no request of it is answered', async () => {
    for (const host of ['127.0.0.1', 'localhost', 'evil.localhost']) {
      for (const target of [origin, `http://127.0.0.1:${port}`, `http://localhost:${port}`]) {
        const { statuses, read } = await attackFrom(browser, 'one', `http://${host}:${otherPort}/`, target);
        expect(read, `${host} → ${target}`).toEqual([]);
        const ways = [
          'events',
          'fetch',
          'form',
          'iframe',
          'img',
          'noCors',
          'preflight',
          'script',
          'socket',
          'withCookies',
        ];
        expect(ways, `${host} → ${target}`).toEqual(expect.arrayContaining(Object.keys(statuses)));
        // 0: refused, so that Chromium takes it for no answer at all.
        expect([0, 403], JSON.stringify(statuses)).toEqual(
          expect.arrayContaining([...new Set(Object.values(statuses))]),
        );
        expect(Object.keys(statuses).length, `${host} → ${target}`).toBeGreaterThan(5);
      }
    }
    // The same requests of Grafana's own page are answered.
    const { read } = await attackFrom(browser, 'one', `${origin}/`, origin);
    expect(read.filter((line) => line.startsWith('fetch ')).length).toBe(1);
    expect(heardCookies.length).toBeGreaterThanOrEqual(9);
    expect(heardCookies.filter((cookie) => cookie !== undefined)).toEqual([]);
    expect(await browse(browser, 'one', `${origin}/`)).toMatchObject({ text: expect.stringMatching(LOGGED_IN) });
  });

  await test.step('a bookmark of the plain address leads to where one is logged in', async () => {
    const sight = await browse(browser, 'one', `http://127.0.0.1:${port}/`);
    expect(sight).toMatchObject({ url: `${origin}/`, status: 200, text: expect.stringMatching(LOGGED_IN) });
  });

  await test.step('a page that leads to the open door is not let in, and does not use it up', async () => {
    const door = await openGrafana();
    const start = `http://localhost:${otherPort}/`;
    expect(await browse(browser, 'six', door, start)).toMatchObject({ status: 403 });
    expect(await browse(browser, 'six', door)).toMatchObject({ text: expect.stringMatching(LOGGED_IN) });
  });

  await test.step('odin forward grafana gives a link of its own, which may be followed from a page', async () => {
    const forward = await startOdin(['--demo', 'forward', 'grafana'], { HOME: home });
    secretLink = forward.line;
    const own = new URL(forward.line).origin;
    expect(own).toMatch(OWN_NAME);
    expect(forward.line).toMatch(/\/odin\/login\/[\w-]{43}$/);
    expect(own).not.toBe(origin);
    const start = `http://localhost:${otherPort}/`;
    const sight = await browse(browser, 'five', forward.line, start);
    expect(sight).toMatchObject({ url: `${own}/`, text: expect.stringMatching(LOGGED_IN), referrer: '' });
    expect(sight.history).toEqual([start, `${own}/`]);
    expect(await statusAt(forward.line)).toBe(403);
    expect(await forward.stop()).toBe(0);
  });
  elsewhere.close();

  await test.step('no link, cookie, key or password is in a log, in a file or in what the page gets', async () => {
    const secrets = [
      secretLink.split('/').at(-1) ?? '',
      ...(await cookiesOf(browser, ['one', 'two', 'five', 'six'])),
      ...(await secretsIn(client)),
    ];
    expect(secrets.length).toBeGreaterThan(8);
    for (const secret of secrets) expect(secret.length).toBeGreaterThan(20);
    const told = JSON.stringify([await heard(), await allAnswers(page)]);
    expect(told).toContain(`http://127.0.0.1:${port}`);
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
    const [cookie] = await cookiesOf(browser, ['one']);
    expect(await statusAt(origin, { cookie: `odin_gateway_${port}=${cookie}` })).toBe(200);
    await client.close();
    await launched.close();
    await expect(statusAt(origin)).rejects.toThrow('ECONNREFUSED');
  });
});
