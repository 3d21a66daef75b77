// Every piece of advice that an alert gives, read: each command is known, and none harms a node that is the only one.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readComponents } from './component-folders.ts';
import { listVersions } from './versions.ts';

const assetsDir = fileURLToPath(new URL('../../../assets/stack', import.meta.url));
const [newest = ''] = await listVersions(assetsDir);
const RULES = (await readComponents(join(assetsDir, newest))).find(({ name }) => name === 'rules')?.directory ?? '';
const fileSchema = z.object({
  groups: z.array(
    z.object({
      rules: z.array(
        z.object({
          alert: z.string().optional(),
          expr: z.string(),
          annotations: z.record(z.string(), z.string()).default({}),
        }),
      ),
    }),
  ),
});
const alerts = readdirSync(RULES)
  .filter((name) => name.startsWith('alerts-'))
  .flatMap((name) => fileSchema.parse(parse(readFileSync(join(RULES, name), 'utf8'))).groups)
  .flatMap(({ rules }) =>
    rules.map(({ alert = '', expr, annotations: { action = '', ...texts } }) => ({ alert, expr, action, texts })),
  );

/** What looks and changes nothing, by its first words. */
const LOOKS = [
  'kubectl (-n \\S+ )?(get|describe|logs|top|rollout status) ',
  'kubectl (-n \\S+ )?(get|top) \\S+$',
  'kubectl -n monitoring exec \\S+ -- df ',
  '(systemctl status|journalctl|dmesg|du|ps|sensors|timedatectl|nvidia-smi|prime-select)( (?!set-|--vacuum|--gpu-reset|-pl|.* -pl)|$)',
  'odin doctor$',
  'odin_gpu_exporter_problem$',
  'k3s-agent$',
  'no route to host$',
  'RTC in local TZ$',
];
/**
 * What changes something: the command, and what the advice has to say of it, or the alerts that may give it. Anything else is
 * refused here: read it for a machine that is the only node, and add it with its words.
 */
const CHANGES: readonly (readonly [RegExp, RegExp])[] = [
  // Takes something away: says what goes with it.
  [/^kubectl -n \S+ delete pod <name>$/, /with its logs/],
  [/^kubectl -n \S+ delete job /, /with its pods and their logs/],
  [/^k3s crictl rmi --prune$/, /images that no container uses \(also those that were imported by hand\)/],
  [/^journalctl --vacuum-size=\d+M$/, /the journal's oldest logs/],
  // An exporter's own pod, which has nothing to lose.
  [/^kubectl -n monitoring delete pod -l 'app\.kubernetes\.io\/name in \(nvidia-gpu-exporter, dcgm-exporter\)'/, /./],
  // Of volumes that have a space of their own alone.
  [
    /^kubectl -n \S+ patch pvc /,
    /`kubectl get storageclass` says that its class allows expansion.*never made smaller again/,
  ],
  [/^kubectl uncordon \S+$/, /If nobody is at work on it/],
  [/^kubectl -n \S+ rollout undo /, /what ODIN installed: roll back in ODIN/],
  [/^kubectl certificate approve /, /./],
  [/^nvidia-smi --gpu-reset /, /Stop what uses the GPU/],
  [/^nvidia-smi -i \S+ -pl /, /lower its power limit/],
  [/^nvidia-smi -q /, /./],
  [/^nvidia-smi -pm 1$/, /keeps the driver loaded until the next boot/],
  [/^systemctl poweroff$/, /in order/],
  [/^systemctl restart k3s$/, /pods keep running/],
  [/^systemctl daemon-reload$/, /which `systemctl daemon-reload` can do/],
  [/^k3s certificate rotate-ca$/, /after reading K3s' page/],
  [/^k3s ctr images import /, /./],
  [/^timedatectl set-(ntp|local-rtc) /, /./],
  [/^powerprofilesctl set /, /./],
  [/^echo 80 \| sudo tee \/sys\/class\/power_supply\/\S+\/charge_control_end_threshold$/, /./],
  [/^ufw allow from \S+ && sudo ufw allow from \S+$/, /./],
  [/^firewall-cmd --permanent --zone=trusted /, /./],
];
/** Never, whatever is said beside it. */
const HARMFUL = [
  /\bkubectl (drain|cordon)\b/,
  /\bkubectl (-n \S+ )?delete (pvc|pv|namespace|node|--all)\b/,
  /\brm -r|\bmkfs|\bdd if=/,
  /(^|[^3]s )crictl|`(sudo )?crictl/,
  /k3s-(uninstall|killall)/,
  /another node/,
];

const commandsIn = (text: string) =>
  [...text.matchAll(/`([^`]+)`/g)].map(([, command = '']) =>
    command.replace(/^sudo /, '').replaceAll(/\{\{[^}]*\}\}/g, 'X'),
  );
/** Files, labels and settings that stand between the same quotes. */
const isCommand = (text: string) =>
  /^(kubectl|systemctl|journalctl|[a-z][\w-]*( |$))/.test(text) && !/^[\w.-]+:$/.test(text);

describe.each(alerts.map((rule) => [rule.alert, rule] as const))('%s', (_alert, { expr, action, texts }) => {
  it('gives no harmful advice', () => {
    for (const text of [action, ...Object.values(texts)]) {
      for (const harm of HARMFUL) expect(text).not.toMatch(harm);
    }
  });

  it.each(commandsIn(action).filter(isCommand))('says what `%s` does, if it changes anything', (command) => {
    const looks = LOOKS.some((start) => new RegExp(`^${start}`).test(command));
    const change = CHANGES.find(([pattern]) => pattern.test(command));
    expect(looks || change !== undefined, 'a command that nobody has read').toBe(true);
    if (change !== undefined) expect(action).toMatch(change[1]);
  });

  it('enlarges no claim whose space is that of a disk', () => {
    if (action.includes('patch pvc')) expect(expr).toContain('odin:volume_free:ratio');
  });
});

it('reads them all', () => {
  expect(alerts.length).toBeGreaterThan(45);
  expect(alerts.flatMap(({ action }) => commandsIn(action)).length).toBeGreaterThan(70);
});

// What was in a version before, and what else somebody might write.
it.each([
  '`kubectl drain X --ignore-daemonsets`, then `sudo poweroff`',
  '`sudo crictl rmi --prune`',
  '`kubectl -n X delete pvc X`',
  '`kubectl delete node X`',
  '`kubectl cordon X`',
  '`sudo /usr/local/bin/k3s-killall.sh`',
  '`sudo rm -rf /var/lib/rancher`',
  'move it to another node',
])('would find %s', (advice) => {
  expect(HARMFUL.some((harm) => harm.test(advice))).toBe(true);
});
