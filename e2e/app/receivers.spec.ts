// A receiver of alerts as a person makes it: typed in the settings, its password put into the Secret after a native yes, applied, tested.
import { expect, type Page } from 'playwright/test';
import { receiverText } from '../../renderer/text/receivers.ts';
import { settingsText } from '../../renderer/text/settings.ts';
import { stackText } from '../../renderer/text/stack.ts';
import { welcomeText } from '../../renderer/text/welcome.ts';
import { test } from './fixture.ts';
import { answerQuestions } from './native-question.ts';
import { callFrom, goTo, install } from './person.ts';

const SECRET = 'correct-horse-battery-staple';
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const list = (page: Page) => page.getByRole('list', { name: receiverText.list });

test('the password goes into the Secret after a yes, its other keys stay, and a test is handed over', async ({
  launch,
}) => {
  const launched = await launch();
  const { page } = launched;
  await page.getByRole('button', { name: welcomeText.demoStart }).click();
  await goTo(page, 'Stack');
  await expect
    .poll(() => callFrom(page, 'receivers.secretKeys', undefined))
    .toMatchObject({ state: 'unknown', reason: expect.stringContaining('not installed yet') });
  await install(page);
  const asked = await answerQuestions(launched, 1);
  const answer = () => launched.app.evaluate(() => (globalThis as unknown as { answer: () => void }).answer());
  const put = callFrom(page, 'receivers.putSecret', { key: 'other', value: 'somebody-elses-token' });
  await expect.poll(asked).toHaveLength(1);
  await answer();
  await put;

  await page.getByRole('tab', { name: 'Settings' }).click();
  await page.getByRole('button', { name: settingsText.sections.alerts, exact: true }).click();
  await button(page, receiverText.add).click();
  const dialog = page.getByRole('dialog');
  const fill = (label: string, value: string) => dialog.getByLabel(label, { exact: true }).fill(value);
  await fill(receiverText.name, 'mail');
  await fill(receiverText.fields.to, 'me@example.org');
  await fill(receiverText.fields.from, 'odin@example.org');
  await fill(receiverText.fields.smarthost, 'mail.example.org:587');
  await fill(receiverText.fields.username, 'me');
  await fill(receiverText.secrets.password, SECRET);
  await button(page, receiverText.save).click();
  await expect.poll(asked).toHaveLength(2);
  expect((await asked())[1]?.message).toBe(
    'Put mail-password in Secret monitoring/alertmanager-secrets on cluster Demo cluster?',
  );
  expect(await callFrom(page, 'receivers.secretKeys', undefined), 'nothing before the yes').toEqual({
    state: 'known',
    keys: ['other'],
  });
  await answer();
  await expect(dialog).toHaveCount(0);
  expect(await callFrom(page, 'receivers.secretKeys', undefined)).toEqual({
    state: 'known',
    keys: ['mail-password', 'other'],
  });

  await expect(callFrom(page, 'receivers.test', { name: 'mail', severity: 'warning' })).rejects.toThrow(
    'The installed stack has no receiver mail yet',
  );
  await button(page, settingsText.plan).click();
  await button(page, stackText.repair).click();
  await expect(page.getByRole('button', { name: stackText.done })).toBeVisible({ timeout: 120_000 });
  await button(page, stackText.done).click();
  await page.getByRole('tab', { name: 'Settings' }).click();
  await page.getByRole('button', { name: settingsText.sections.alerts, exact: true }).click();
  await expect(list(page).getByText(receiverText.missing(['mail-password']))).toHaveCount(0);
  await button(page, receiverText.testNamed('mail')).click();
  await button(page, receiverText.send).click();
  await expect(dialog.getByRole('status')).toHaveText(/^Handed to Alertmanager; look at me@example\.org/, {
    timeout: 30_000,
  });
  await page.keyboard.press('Escape');
  await goTo(page, 'Alerts');
  await expect(page.getByText('A test of receiver mail')).toBeVisible({ timeout: 30_000 });
});
