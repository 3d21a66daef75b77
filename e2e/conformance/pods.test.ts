// Everything that needs a kubelet: pods that run, crash and wait, their logs, and connections to their ports.
import { describe, expect, test } from 'vitest';
import { masked, maskValue } from './masked.ts';
import { expand, prepareSubject, type Subject, until } from './target.ts';

const subject = prepareSubject();
const IMAGE = 'busybox:1.37';

function needsNode(context: { skip: (why: string) => void }): Subject {
  const it = subject();
  if (!it.hasNode) context.skip('this API server has no node: nobody runs pods there');
  return it;
}

interface Status {
  readonly phase?: string;
  readonly conditions?: readonly { readonly type: string; readonly status: string }[];
  readonly containerStatuses?: readonly {
    readonly restartCount: number;
    readonly state: {
      readonly waiting?: { readonly reason: string; readonly message?: string };
      readonly terminated?: { readonly exitCode: number };
    };
  }[];
}

async function run(it: Subject, name: string, spec: object): Promise<void> {
  const pod = { metadata: { name }, spec: { terminationGracePeriodSeconds: 1, ...spec } };
  const { status, body } = await it.send('POST', 'ns/v1/pods', { body: pod });
  if (status !== 201) throw new Error(JSON.stringify(body));
}

async function waitFor(it: Subject, name: string, holds: (status: Status) => boolean): Promise<Status> {
  let status: Status = {};
  await until(async () => {
    status = ((await it.send('GET', `ns/v1/pods/${name}`)).body as { status: Status }).status;
    return holds(status);
  });
  return status;
}

const shell = (script: string, more: object = {}) => ({
  containers: [{ name: 'c', image: IMAGE, command: ['sh', '-c', script], ...more }],
});
const isReady = ({ conditions }: Status) =>
  conditions?.some((it) => it.type === 'Ready' && it.status === 'True') === true;
const waitingFor = (reason: string) => (status: Status) =>
  status.containerStatuses?.[0]?.state.waiting?.reason === reason;

describe('logs', () => {
  test('are what the container wrote', async (context) => {
    const it = needsNode(context);
    await run(it, 'talker', shell('echo one; echo two; echo three; sleep 1000'));
    await waitFor(it, 'talker', isReady);
    const log = async (query: string) => (await it.send('GET', `ns/v1/pods/talker/log?${query}`)).body;
    await until(async () => (await log('')) === 'one\ntwo\nthree\n');
    expect(await log('tailLines=1')).toBe('three\n');
    expect(await log('limitBytes=5')).toBe('one\nt');
    expect(await log('timestamps=true&tailLines=1')).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z three\n$/);
    expect(masked(await it.send('GET', 'ns/v1/pods/talker/log?previous=true'))).toMatchSnapshot();
    expect(masked(await it.send('GET', 'ns/v1/pods/talker/log?container=nope'))).toMatchSnapshot();
    expect(masked(await it.send('GET', 'ns/v1/pods/talker/log?tailLines=-1'))).toMatchSnapshot();
    expect(masked(await it.send('GET', 'ns/v1/pods/nope/log'))).toMatchSnapshot();
  });

  test('are followed until the container ends', async (context) => {
    const it = needsNode(context);
    await run(it, 'followed', shell('echo hello; sleep 1000'));
    await waitFor(it, 'followed', isReady);
    const lines: string[] = [];
    for await (const line of it.client.lines(expand('ns/v1/pods/followed/log?follow=true', it.namespace))) {
      lines.push(line);
      if (lines.length === 1) await it.send('DELETE', 'ns/v1/pods/followed');
    }
    expect(lines).toEqual(['hello']);
  });

  test('of several containers are asked for by name', async (context) => {
    const it = needsNode(context);
    const container = (name: string) => ({ name, image: IMAGE, command: ['sh', '-c', `echo ${name}; sleep 1000`] });
    await run(it, 'two', { containers: [container('a'), container('b')] });
    await waitFor(it, 'two', isReady);
    expect(masked(await it.send('GET', 'ns/v1/pods/two/log'))).toMatchSnapshot();
    expect((await it.send('GET', 'ns/v1/pods/two/log?container=b')).body).toBe('b\n');
  });
});

describe('a pod that can not run says why:', () => {
  test('it crashes', async (context) => {
    const it = needsNode(context);
    await run(it, 'crash', shell('echo boom; exit 3'));
    const status = await waitFor(it, 'crash', waitingFor('CrashLoopBackOff'));
    expect(maskValue(status.containerStatuses?.[0]?.state, '')).toMatchObject({
      waiting: {
        message: expect.stringMatching(/^back-off \d+s restarting failed container=c pod=crash_<namespace>\(<uid>\)$/),
      },
    });
    expect((await it.send('GET', 'ns/v1/pods/crash/log?previous=true')).body).toBe('boom\n');
  });

  test('it ends, and is not started again', async (context) => {
    const it = needsNode(context);
    await run(it, 'done', { ...shell('echo bye'), restartPolicy: 'Never' });
    const status = await waitFor(it, 'done', ({ phase }) => phase === 'Succeeded');
    expect(status.containerStatuses?.[0]?.state.terminated).toMatchObject({ exitCode: 0, reason: 'Completed' });
  });

  test('its configuration is missing', async (context) => {
    const it = needsNode(context);
    const volumes = [{ name: 'v', configMap: { name: 'nope' } }];
    await run(it, 'nomount', { ...shell('sleep 1000', { volumeMounts: [{ name: 'v', mountPath: '/v' }] }), volumes });
    const env = [{ name: 'A', valueFrom: { secretKeyRef: { name: 'nope', key: 'k' } } }];
    await run(it, 'noenv', shell('sleep 1000', { env }));
    const noenv = await waitFor(it, 'noenv', waitingFor('CreateContainerConfigError'));
    expect(noenv.containerStatuses?.[0]?.state).toMatchSnapshot();
    await waitFor(it, 'nomount', waitingFor('ContainerCreating'));
    await until(async () => (await messages(it, 'nomount')).length > 1);
    expect(await messages(it, 'nomount')).toMatchSnapshot();
    expect(masked(await it.send('GET', 'ns/v1/pods/nomount/log'))).toMatchSnapshot();
  });

  test('there is no room for it', async (context) => {
    const it = needsNode(context);
    const resources = { requests: { cpu: '1000', memory: '9Ti' } };
    await run(it, 'large', shell('sleep 1000', { resources }));
    const gpu = { resources: { limits: { 'example.com/gpu': '1' } } };
    await run(it, 'gpu', shell('sleep 1000', gpu));
    const volumes = [{ name: 'v', persistentVolumeClaim: { claimName: 'nope' } }];
    await run(it, 'noclaim', { ...shell('sleep 1000'), volumes });
    for (const name of ['large', 'gpu', 'noclaim']) {
      const { conditions } = await waitFor(it, name, (status) => (status.conditions?.length ?? 0) > 0);
      expect(maskValue(conditions, '')).toMatchSnapshot();
    }
    expect(masked(await it.send('GET', 'ns/v1/pods/large/portforward?ports=80'))).toMatchSnapshot();
  });

  async function messages(it: Subject, pod: string): Promise<string[]> {
    const { body } = await it.send('GET', `ns/v1/events?fieldSelector=involvedObject.name%3D${pod}`);
    const { items } = body as { items: { reason: string; message: string }[] };
    return items.map(({ reason, message }) =>
      `${reason}: ${String(maskValue(message, ''))}`.replace(/ to \S+$/, ' to <node>'),
    );
  }
});

describe('a port-forward', () => {
  /** What comes on each channel until the socket closes. `send` goes to the first port. */
  function forward(it: Subject, pod: string, query: string, protocol: string, send?: string) {
    return new Promise<{ channels: Record<number, string>; code: number; protocol: string }>((resolve, reject) => {
      const socket = it.client.websocket(expand(`ns/v1/pods/${pod}/portforward?${query}`, it.namespace), [protocol]);
      const channels: Record<number, Buffer> = {};
      socket.on('open', () => {
        if (send !== undefined) socket.send(Buffer.concat([Buffer.from([0]), Buffer.from(send)]));
      });
      socket.on('message', (message: Buffer) => {
        const [channel = 0] = message;
        channels[channel] = Buffer.concat([channels[channel] ?? Buffer.alloc(0), message.subarray(1)]);
      });
      socket.on('close', (code) => {
        const texts = Object.entries(channels).map(([channel, bytes]) => [channel, bytes.toString('latin1')]);
        resolve({ channels: Object.fromEntries(texts) as Record<number, string>, code, protocol: socket.protocol });
      });
      socket.on('error', reject);
    });
  }
  const REQUEST = 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';

  test('carries bytes both ways, and closes when the other side does', async (context) => {
    const it = needsNode(context);
    await run(it, 'web', shell('httpd -f -p 8080'));
    await waitFor(it, 'web', isReady);
    let answer = await forward(it, 'web', 'ports=8080', 'v4.channel.k8s.io', REQUEST);
    // Ready is before the program listens: there is no probe.
    while ((answer.channels[1]?.length ?? 0) > 2)
      answer = await forward(it, 'web', 'ports=8080', 'v4.channel.k8s.io', REQUEST);
    expect([answer.code, answer.protocol]).toEqual([1000, 'v4.channel.k8s.io']);
    // Each channel begins with the port, two bytes, the lower first.
    expect(answer.channels[0]?.slice(0, 25)).toBe('\x90\x1fHTTP/1.1 404 Not Found\r');
    expect(answer.channels[1]).toBe('\x90\x1f');
  });

  test('says on the other channel that nobody listens', async (context) => {
    const it = needsNode(context);
    await run(it, 'deaf', shell('sleep 1000'));
    await waitFor(it, 'deaf', isReady);
    const { channels, code } = await forward(it, 'deaf', 'ports=9999', 'v4.channel.k8s.io');
    expect(code).toBe(1000);
    expect(channels[0]).toBe("\x0f'");
    expect(channels[1]?.slice(0, 2)).toBe("\x0f'");
    expect(channels[1]).toMatch(/error forwarding port 9999 to pod [0-9a-f]+, uid : .*connection refused/);
  });

  test.for([
    ['nope', 'ports=80', 'v4.channel.k8s.io'],
    ['deaf', 'ports=abc', 'v4.channel.k8s.io'],
    ['deaf', 'ports=80', 'nope'],
  ])('is refused: %s %s %s', async ([pod, query, protocol], context) => {
    const it = needsNode(context);
    const refused = new Promise<number | undefined>((resolve, reject) => {
      const socket = it.client.websocket(expand(`ns/v1/pods/${pod}/portforward?${query}`, it.namespace), [
        protocol ?? '',
      ]);
      socket.on('unexpected-response', (_request, response) => resolve(response.statusCode));
      socket.on('open', () => reject(new Error('it opened')));
      socket.on('error', reject);
    });
    expect(await refused).toMatchSnapshot();
  });
});
