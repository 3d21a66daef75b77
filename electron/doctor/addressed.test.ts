import { expect, it } from 'vitest';
import type { DoctorReport } from '../../shared/model/doctor.ts';
import { type Addressee, addressed } from './addressed.ts';

const COMMANDS = ['kubectl logs -n monitoring daemonset/x', 'odin drift --put-back', 'sudo reboot'];
const report = {
  sentence: 'It is broken.',
  level: 'broken',
  links: [{ name: 'exporter', state: 'broken', fixes: COMMANDS.map((command) => ({ what: 'Do', command })) }],
} as unknown as DoctorReport;
const commandsFor = (cluster: Addressee) =>
  addressed(report, cluster).links.flatMap(({ fixes }) => fixes.map(({ command }) => command));

it('leaves the commands alone for the cluster that kubectl goes to by itself', () => {
  expect(commandsFor({ kind: 'kubeconfig', name: 'a', file: '/k', isCurrent: true })).toEqual(COMMANDS);
});

it('names any other cluster, by words that no shell reads more into', () => {
  expect(commandsFor({ kind: 'kubeconfig', name: "it's; reboot", file: '/my files/k', isCurrent: false })).toEqual([
    `kubectl --kubeconfig '/my files/k' --context 'it'\\''s; reboot' logs -n monitoring daemonset/x`,
    `odin --kubeconfig '/my files/k' --context 'it'\\''s; reboot' drift --put-back`,
    'sudo reboot',
  ]);
});

it('leads to the demo cluster by odin alone, never to a real one', () => {
  expect(commandsFor({ kind: 'demo', name: 'demo', isCurrent: true })).toEqual([
    'odin --demo drift --put-back',
    'sudo reboot',
  ]);
});
