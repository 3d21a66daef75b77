import { expect, test, vi } from 'vitest';
import { startShell } from './shell.ts';

function opened(image = 'busybox:1.37') {
  let shown = '';
  const exit = vi.fn();
  const shell = startShell({
    pod: { metadata: { name: 'web-0' } },
    container: {
      name: 'web',
      image,
      env: [{ name: 'MODE', value: 'a' }],
      volumeMounts: [{ mountPath: '/var/lib/data' }],
    },
    command: ['/bin/sh', '-c', 'exec /bin/sh'],
    output: (bytes) => {
      shown += bytes.toString();
    },
    exit,
  });
  const said = (line: string): string => {
    const before = shown.length;
    shell?.input(Buffer.from(`${line}\r`));
    return shown
      .slice(before)
      .replace(`${line}\r\n`, '')
      .replace(/\/ # $/, '');
  };
  return { shell, exit, said, shown: () => shown };
}

test.each([
  ['echo $MODE $MODE "$HOSTNAME" \'$MODE\'', 'a a web-0 $MODE\r\n'],
  ['ls /var/lib', 'data\r\n'],
  ['ls /nowhere', 'ls: /nowhere: No such file or directory\r\n'],
  ['nonsense', '/bin/sh: nonsense: not found\r\n'],
  ['constructor', '/bin/sh: constructor: not found\r\n'],
  ['', ''],
])('%s', (line, text) => {
  expect(opened().said(line)).toBe(text);
});

test('exits with the code that is asked for, else with that of the last command', () => {
  const first = opened();
  first.said('exit 3');
  expect(first.exit).toHaveBeenCalledWith(3);
  const second = opened();
  second.said('nonsense');
  second.shell?.input(Buffer.from('\x04'));
  expect(second.exit).toHaveBeenCalledWith(127);
});

test('knows what was rubbed out, arrows, Ctrl-C, and characters that come in parts', () => {
  const { shell, said, shown } = opened();
  shell?.input(Buffer.from('nonsense\x03\x1b[A'));
  expect(said('echo ab\x7fc')).toContain('\r\nac\r\n');
  const [one, two] = [Buffer.from('ü').subarray(0, 1), Buffer.from('ü').subarray(1)];
  for (const bytes of [Buffer.from('echo '), one, two, Buffer.from('\r')]) shell?.input(bytes);
  expect(shown()).toContain('\r\nü\r\n');
});

test('is not there in an image without one', () => {
  expect(opened('registry.k8s.io/kube-state-metrics/kube-state-metrics:v2').shell).toBeUndefined();
});
