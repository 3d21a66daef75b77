import { expect, test } from 'vitest';
import type { DoctorReport } from '../../shared/model/doctor.ts';
import { doctorStatus, doctorText } from './doctor.ts';
import { layOut } from './table.ts';
import { plain } from './tone.ts';

const broken: DoctorReport = {
  level: 'broken',
  sentence: 'RuntimeClass nvidia is missing: restart K3s, which makes it.',
  reason: 'The stack leaves its GPU parts out where it is missing.',
  first: 'runtimeClass',
  links: [
    { name: 'driver', state: 'ok', sentence: 'Driver 595 is loaded.', evidence: [], fixes: [] },
    {
      name: 'runtimeClass',
      state: 'broken',
      cause: 'noRuntimeClass',
      sentence: 'RuntimeClass nvidia is missing: restart K3s, which makes it.',
      evidence: [{ from: '/apis/node.k8s.io/v1/runtimeclasses', says: 'none' }],
      fixes: [{ what: 'Restart K3s', command: 'sudo systemctl restart k3s' }],
    },
    {
      name: 'handler',
      state: 'behind',
      sentence: 'Not looked at: it hangs on RuntimeClass.',
      evidence: [],
      fixes: [],
      because: 'runtimeClass',
    },
  ],
  isOnNode: true,
  at: 0,
};

test('the first broken link is the headline, and its evidence and fix stand below the chain', () => {
  expect(layOut(doctorText(broken)).map(plain)).toEqual([
    'RuntimeClass: RuntimeClass nvidia is missing: restart K3s, which makes it.',
    '  The stack leaves its GPU parts out where it is missing.',
    '',
    'LINK              STATE    WHAT IS SEEN',
    'Driver            ok       Driver 595 is loaded.',
    'RuntimeClass      BROKEN   RuntimeClass nvidia is missing: restart K3s, which makes it.',
    'Runtime handler   behind   Not looked at: it hangs on RuntimeClass.',
    '',
    'Read:',
    '  /apis/node.k8s.io/v1/runtimeclasses: none',
    '',
    'To mend it:',
    '  Restart K3s:',
    '    sudo systemctl restart k3s',
  ]);
});

test('says since when a GPU sleeps, and that no files of a node were read', () => {
  const { reason: _, first: __, ...rest } = broken;
  const text = doctorText({
    ...rest,
    level: 'asleep',
    sentence: 'It sleeps.',
    asleepSince: new Date(2026, 10, 28, 14, 2).getTime(),
    at: new Date(2026, 10, 28, 15).getTime(),
    links: [],
    isOnNode: false,
  });
  expect(text).toContain('  Asleep since 14:02.');
  expect(text.at(-1)).toContain('no files of the node were read');
});

test.each([
  ['whole', 0],
  ['asleep', 0],
  ['noGpu', 0],
  ['notInstalled', 5],
  ['unknown', 5],
  ['broken', 5],
] as const)('a chain that is %s ends with status %i', (level, status) => {
  expect(doctorStatus({ ...broken, level })).toBe(status);
});

test('what of the cluster matters is told below the chain, with its command', () => {
  const cluster = {
    sentence: 'MicroK8s on this machine.',
    remarks: [
      { about: 'storage' as const, sentence: 'There is no StorageClass: enable it.', command: 'microk8s enable x' },
      { about: 'node' as const, sentence: 'What is measured is that: see there.' },
    ],
  };
  const lines = layOut(doctorText({ ...broken, isOnNode: true, cluster })).map(plain);
  expect(lines.slice(lines.indexOf('The cluster: MicroK8s on this machine.'))).toEqual([
    'The cluster: MicroK8s on this machine.',
    '  There is no StorageClass: enable it.',
    '    microk8s enable x',
    '  What is measured is that: see there.',
  ]);
});
