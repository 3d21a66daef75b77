// The holders of the demo GPU's memory, through the session that the window has: with the setting, and before it.
import { fileURLToPath } from 'node:url';
import { expect, it, vi } from 'vitest';
import { readCapabilities } from '../../electron/stack/cluster-checks/capabilities.ts';
import { renderStack } from '../../electron/stack/render.ts';
import { STACK_NAMESPACE, STACK_RELEASE } from '../../shared/model/stack.ts';
import { stackSettingsSchema } from '../../shared/model/stack-settings.ts';
import { demoGround } from './demo-ground.ts';
import { demoSession, installStack } from './demo-session.ts';
import { succeeded } from './odin.ts';

const assetsDir = fileURLToPath(new URL('../../assets/stack', import.meta.url));
const never = new AbortController().signal;
const ground = demoGround();
const session = demoSession(ground);

const DAY = { rangeSeconds: 86_400 };
const PATIENCE = { timeout: 20_000, interval: 200 };

it('without the setting it is said that nobody is told', async () => {
  await installStack(ground, session());
  await vi.waitFor(async () => expect((await session().gpuHolders(DAY, never)).state).toBe('off'), PATIENCE);
});

it('with it a day has the programs of the machine, and gaps where the GPU slept', async () => {
  const capabilities = await readCapabilities(ground.client, never);
  const settings = stackSettingsSchema.parse({ version: 1, gpu: { processes: true } });
  const input = { assetsDir, namespace: STACK_NAMESPACE, capabilities, settings };
  const desired = { release: STACK_RELEASE, namespace: STACK_NAMESPACE, ...(await renderStack(input)) };
  succeeded(await ground.odin.apply(await ground.odin.plan(desired)));
  session().settings.forget();
  await vi.waitFor(async () => {
    const told = await session().gpuHolders(DAY, never);
    if (told.state !== 'known') throw new Error(`It is ${told.state}.`);
    expect(told.holders.map(({ kind, name }) => `${kind} ${name}`)).toEqual(
      expect.arrayContaining(['process python3', 'process gnome-shell', 'process Cyberpunk2077.exe']),
    );
    const [most] = told.holders;
    const values = most?.points.map(([, bytes]) => bytes) ?? [];
    expect(values).toContain(null);
    expect(Math.max(...values.map((bytes) => bytes ?? 0))).toBe(12_900 * 2 ** 20);
  }, PATIENCE);
});
