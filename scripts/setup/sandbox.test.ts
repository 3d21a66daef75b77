import { expect, it } from 'vitest';
import { explain } from './sandbox.mjs';

const settings = (values: Readonly<Record<string, string>>) => (key: string) => values[key];
const ELECTRON = '/cache/odin electron/electron';

it.each([
  ['root', true, {}, 'npm start -- --no-sandbox'],
  [
    'AppArmor',
    false,
    { 'kernel/apparmor_restrict_unprivileged_userns': '1' },
    'sudo apparmor_parser -r /etc/apparmor.d/odin-electron',
  ],
  [
    "Debian's switch",
    false,
    { 'kernel/unprivileged_userns_clone': '0' },
    'sudo sysctl -w kernel.unprivileged_userns_clone=1',
  ],
  ['no namespaces', false, { 'user/max_user_namespaces': '0' }, 'sudo sysctl -w user.max_user_namespaces=15000'],
  ['anything else', false, {}, 'sudo chown root "/cache/odin electron/chrome-sandbox"'],
])('names the one command that mends it: %s', (_, isRoot, values, command) => {
  expect(explain(isRoot, settings(values), ELECTRON)).toContain(command);
});
