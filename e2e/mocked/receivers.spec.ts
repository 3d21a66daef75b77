// The receivers of alerts as a form: the list, one of each kind, what is refused, the Secret, YAML, and the test.
import { join } from 'node:path';
import type { Page } from 'playwright';
import { expect } from 'playwright/test';
import { PROJECT } from '../app/launch.ts';
import { seriousViolations } from './axe.ts';
import { type Look, type StageWindow, test, USUAL } from './fixture.ts';
import { LOOKS } from './looks.ts';
import type { ScenarioName } from './scenarios.ts';
import { tabUntil } from './tab-until.ts';

test.describe.configure({ timeout: 90_000 });

const list = (page: Page) => page.getByRole('list', { name: 'Receivers of alerts' });
const dialog = (page: Page) => page.getByRole('dialog');
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const box = (page: Page, name: string) => dialog(page).getByRole('textbox', { name, exact: true });
const secretBox = (page: Page, name: string) => dialog(page).getByLabel(name, { exact: true });
const choose = (page: Page, name: string, value: string) =>
  dialog(page).getByRole('combobox', { name, exact: true }).selectOption(value);

async function open({ page, show }: StageWindow, scenario: ScenarioName, look: Look = USUAL) {
  await show(scenario, 'stack/settings', look);
  const section = page.getByRole('button', { name: 'Alerts', exact: true });
  await section.click();
  await expect(button(page, 'Add receiver…')).toBeEnabled();
  return page;
}

async function planned({ page, inputsOf }: StageWindow): Promise<string> {
  await button(page, 'Show the plan').click();
  const yaml = async () => {
    const inputs = (await inputsOf('stack.plan')) as { settings?: { alerts?: { receivers?: string } } }[];
    return inputs.findLast(({ settings }) => settings !== undefined)?.settings?.alerts?.receivers ?? '';
  };
  await expect.poll(yaml).not.toBe('');
  return yaml();
}

test('a receiver of mail is added without a mouse, its password goes into the Secret, and a plan has its YAML', async ({
  stage,
}) => {
  const page = await open(stage, 'healthy');
  await expect(page.getByText('Nobody is told of alerts outside of this window.')).toBeVisible();
  await tabUntil(page, button(page, 'Add receiver…'));
  await page.keyboard.press('Enter');
  await expect(box(page, 'Name')).toBeFocused();
  await page.keyboard.type('post');
  await page.keyboard.press('Tab');
  for (const typed of ['me@example.org', 'odin@example.org', 'mail.example.org:587', 'me', 'hunter2-hunter2']) {
    await page.keyboard.press('Tab');
    await page.keyboard.type(typed);
  }
  await expect(secretBox(page, 'Password')).toHaveAttribute('type', 'password');
  await expect(dialog(page).getByText('You will be asked before the secret is put there.')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toHaveCount(0);
  await expect(list(page).getByRole('listitem')).toHaveText(/post Email · me@example.org · all alerts/);
  await expect(list(page).getByText('has no post-password yet')).toHaveCount(0);
  expect(await stage.inputsOf('receivers.putSecret')).toEqual([{ key: 'post-password', value: 'hunter2-hunter2' }]);
  const yaml = await planned(stage);
  expect(yaml).toContain('auth_password_file: /etc/alertmanager/secrets/post-password');
  expect(yaml).not.toContain('hunter2');
});

test('a receiver of each kind says where and of what, what is missing, and what is kept as YAML', async ({ stage }) => {
  const page = await open(stage, 'receivers');
  await expect(
    list(page)
      .getByRole('listitem')
      .getByRole('paragraph')
      .filter({ has: page.locator('b') }),
  ).toHaveText([
    'mail Email · me@example.org · all alerts',
    'phone ntfy · address in the Secret · critical alerts',
    'chat Telegram · -1001234567890 · all alerts',
    'team Slack · #alerts · all alerts',
    'guild Discord · address in the Secret · critical alerts',
    'hook Webhook · http://hooks.lab/alerts · all alerts',
    'on-call As YAML · routes as YAML',
  ]);
  await expect(list(page).getByText('Kept as YAML: headers.Subject')).toBeVisible();
  for (const key of ['phone-ntfy-url', 'team-url', 'guild-url'])
    await expect(list(page).getByText(`The Secret alertmanager-secrets has no ${key} yet`)).toBeVisible();
  await expect(list(page).getByText('has no mail-password')).toHaveCount(0);
  await expect(page.getByText('The YAML says more than this list: time_intervals.')).toBeVisible();
});

test('a change keeps the rest of the YAML word by word', async ({ stage }) => {
  const page = await open(stage, 'receivers');
  await button(page, 'Change mail…').click();
  await expect(dialog(page).getByText('Kept as YAML: headers.Subject')).toBeVisible();
  await expect(secretBox(page, 'Password')).toHaveValue('');
  await box(page, 'To').fill('you@example.org');
  await choose(page, 'Tells of', 'critical');
  await button(page, 'Change').click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(list(page)).toContainText('Email · you@example.org · critical alerts');
  await button(page, 'Remove hook').click();
  await expect(list(page).getByRole('listitem')).toHaveCount(6);
  const yaml = await planned(stage);
  expect(yaml).toContain('# who is told');
  expect(yaml).toContain("headers: {Subject: 'ODIN'}");
  expect(yaml).not.toContain('name: hook');
  expect(await stage.inputsOf('receivers.putSecret')).toEqual([]);
});

test('each kind asks for what it needs, and what is not valid is said at its field', async ({ stage }) => {
  const page = await open(stage, 'healthy');
  await button(page, 'Add receiver…').click();
  await button(page, 'Add').click();
  await expect(box(page, 'Name')).toHaveAccessibleDescription('Give it a name, such as phone.');
  await box(page, 'Name').fill('x');
  await box(page, 'To').fill('me');
  await button(page, 'Add').click();
  await expect(box(page, 'From')).toHaveAccessibleDescription(/^Type the address that the messages come from/);
  await choose(page, 'Kind', 'telegram');
  await box(page, 'Chat').fill('@me');
  await secretBox(page, 'Token').fill('1:abc');
  await button(page, 'Add').click();
  await expect(box(page, 'Chat')).toHaveAccessibleDescription(/^A chat is a number/);
  await choose(page, 'Kind', 'webhook');
  await box(page, 'Address').fill('https://hooks.slack.com/services/T0/B0/abc');
  await button(page, 'Add').click();
  await expect(box(page, 'Address')).toHaveAccessibleDescription(/has a token in its path.*keep it in the Secret\.$/);
  await choose(page, 'Kind', 'ntfy');
  await dialog(page).getByRole('switch', { name: 'The address is a secret' }).press('Space');
  await secretBox(page, 'Address').fill('ntfy.sh/topic');
  await expect(secretBox(page, 'Address')).toHaveAccessibleDescription(/begins with http/);
  await expect(button(page, 'Add')).toBeDisabled();
  await secretBox(page, 'Address').fill('https://ntfy.sh/topic');
  await button(page, 'Add').click();
  await expect(dialog(page)).toHaveCount(0);
  expect(await stage.inputsOf('receivers.putSecret')).toEqual([
    { key: 'x-ntfy-url', value: 'https://ntfy.sh/topic?template=alertmanager' },
  ]);
  await expect(list(page)).toContainText('x ntfy · address in the Secret · all alerts');
});

for (const [scenario, words] of [
  ['receiversForbidden', 'You may not patch secrets in monitoring: ask for a role that allows it.'],
  ['receiversDeclined', 'you said no.'],
] as const) {
  test(`${scenario}: the receiver is kept, and it is said that its secret is not there`, async ({ stage }) => {
    const page = await open(stage, scenario);
    await button(page, 'Add receiver…').click();
    await box(page, 'Name').fill('pager');
    await choose(page, 'Kind', 'discord');
    await secretBox(page, 'Address').fill('https://discord.com/api/webhooks/1/abc');
    await button(page, 'Add').click();
    await expect(dialog(page).getByRole('alert')).toHaveText(
      `The receiver is in the list, but its secret is not in the Secret: ${words}`,
    );
    await expect(secretBox(page, 'Address')).not.toHaveValue('');
    await page.keyboard.press('Escape');
    await expect(list(page).getByText('has no pager-url yet')).toBeVisible();
  });
}

test('before the stack is installed it is said when a secret can be put there, and no test is sent', async ({
  stage,
}) => {
  const page = await open(stage, 'receiversUntold');
  await expect(page.getByText('passwords and tokens can be put there after that')).toBeVisible();
  await button(page, 'Send a test to mail…').click();
  await button(page, 'Send the test').click();
  await expect(dialog(page).getByRole('alert')).toHaveText(/^The installed stack has no receiver mail yet/);
});

test('a test is handed over with the severity that was chosen, and never said to have arrived', async ({ stage }) => {
  const page = await open(stage, 'receivers');
  await button(page, 'Send a test to phone…').click();
  await expect(dialog(page).getByRole('radio', { name: 'Critical' })).toBeChecked();
  await button(page, 'Send the test').click();
  await expect(dialog(page).getByRole('status')).toHaveText(/^Handed to Alertmanager; look at ntfy in half a minute/);
  expect(await stage.inputsOf('receivers.test')).toEqual([{ name: 'phone', severity: 'critical' }]);
  await open(stage, 'receiversElsewhere');
  await button(page, 'Send a test to mail…').click();
  await button(page, 'Send the test').click();
  await expect(dialog(page).getByRole('status')).toHaveText(/^Handed to Alertmanager, whose routes may lead/);
});

test('YAML that cannot be read is said, stays to be mended, and becomes the list again', async ({ stage }) => {
  const page = await open(stage, 'receivers');
  await button(page, 'Receivers as YAML').click();
  const yaml = page.getByRole('textbox', { name: 'Receivers' });
  await yaml.fill('receivers: [');
  await expect(page.getByText('This YAML cannot be shown as a list.')).toBeVisible();
  await expect(button(page, 'Add receiver…')).toBeDisabled();
  await yaml.fill('route: {receiver: a}\nreceivers: [{name: a}]');
  await expect(list(page).getByRole('listitem')).toHaveCount(1);
  await expect(list(page)).toContainText('a As YAML · all alerts');
  await expect(yaml).toBeFocused();
});

test('list, form and test are drawn in both themes and sizes', async ({ stage }) => {
  for (const look of LOOKS) {
    const page = await open(stage, 'receivers', look);
    await page.evaluate(() => document.fonts.ready);
    const draw = async (name: string) => {
      const size = `${look.width}x${look.height}`;
      const path = join(PROJECT, 'test-results', 'screens', `receivers-${name}-${look.theme}-${size}.png`);
      await page.screenshot({ path, animations: 'disabled' });
      if (look.isChecked) expect(await seriousViolations(page), `axe, ${name} ${look.theme} ${size}`).toEqual([]);
    };
    await draw('list');
    for (const name of ['mail', 'phone', 'hook']) {
      await button(page, `Change ${name}…`).click();
      await expect(box(page, 'Name')).toHaveValue(name);
      await draw(`form-${name}`);
      await page.keyboard.press('Escape');
      await expect(dialog(page)).toHaveCount(0);
    }
    await button(page, 'Send a test to phone…').click();
    await button(page, 'Send the test').click();
    await expect(dialog(page).getByRole('status')).not.toBeEmpty();
    await draw('test');
  }
});
