// The life of a session in the log: what of it is told, and that it is told once.
import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import type { Operation } from '../../shared/model/operation.ts';
import type { Plan } from '../../shared/model/plan.ts';
import { ApiError } from '../kube/api-error.ts';
import type { KubeClient, KubeRequest, LinesRequest } from '../kube/client.ts';
import type { Log, LogFields, LogLevel } from '../log/log.ts';
import { loggedClient } from './logged-client.ts';
import { SessionLog } from './session-log.ts';

type Line = readonly [level: LogLevel, area: string, message: string, fields?: LogFields];

function recordedLog(): { readonly log: Log; readonly lines: Line[] } {
  const lines: Line[] = [];
  const at = (level: LogLevel) => (area: string, message: string, fields?: LogFields) => {
    lines.push(fields === undefined ? [level, area, message] : [level, area, message, fields]);
  };
  return { lines, log: { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') } };
}

/** A client that answers as the functions say, in their order. */
function scriptedClient(answers: (() => unknown)[]): KubeClient {
  const next = () => answers.shift()?.();
  return {
    server: 'https://127.0.0.1:6443',
    request: async () => ({ status: 200, body: next() as never, warnings: [] }),
    async *lines(request: LinesRequest) {
      const lines = next() as readonly string[];
      request.onOpen?.();
      yield* lines;
    },
    websocket: async () => next() as never,
    close: async () => {},
  };
}

const fail = (error: unknown) => () => {
  throw error;
};
const get: KubeRequest = { path: '/api/v1/pods?token=hunter2', query: { fieldSelector: 'secret' } };

describe('a request that fails', () => {
  it('is told once with method, path, status and time; then that it answers again', async () => {
    const { log, lines } = recordedLog();
    const refused = new ApiError(503, 'The API server answered 503.');
    const client = loggedClient(scriptedClient([fail(refused), fail(refused), () => 'ok', () => 'ok']), log);
    await expect(client.request(get)).rejects.toBe(refused);
    await expect(client.request(get)).rejects.toBe(refused);
    await expect(client.request(get)).resolves.toMatchObject({ body: 'ok' });
    await client.request(get);
    expect(lines).toEqual([
      [
        'warn',
        'request',
        'GET /api/v1/pods: The API server answered 503.',
        { status: 503, code: 'unavailable', ms: expect.any(Number) },
      ],
      ['info', 'request', 'GET /api/v1/pods: answers again', { failures: 2 }],
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/hunter2|fieldSelector/);
  });

  it('is told anew when it fails for another reason', async () => {
    const { log, lines } = recordedLog();
    const client = loggedClient(
      scriptedClient([fail(new ApiError(503, 'one')), fail(new AppError('unreachable', 'two'))]),
      log,
    );
    await client.request(get).catch(() => {});
    await client.request({ ...get, method: 'GET' }).catch(() => {});
    expect(lines.map(([, , message]) => message)).toEqual(['GET /api/v1/pods: one', 'GET /api/v1/pods: two']);
  });

  it('is no news when it was cancelled, and only for developers when nothing is there', async () => {
    const { log, lines } = recordedLog();
    const client = loggedClient(
      scriptedClient([fail(new AppError('cancelled', 'Cancelled.')), fail(new ApiError(404, 'no'))]),
      log,
    );
    await client.request(get).catch(() => {});
    await client.request(get).catch(() => {});
    expect(lines.map(([level]) => level)).toEqual(['debug']);
  });

  it('that is a defect has its stack', async () => {
    const { log, lines } = recordedLog();
    const defect = new TypeError('x is not a function');
    await loggedClient(scriptedClient([fail(defect)]), log)
      .request(get)
      .catch(() => {});
    expect(lines).toEqual([['error', 'request', expect.any(String), expect.objectContaining({ error: defect })]]);
  });

  it('is forgotten after many others: the memory of it has an end', async () => {
    const { log, lines } = recordedLog();
    const refused = new ApiError(503, 'no');
    const client = loggedClient(scriptedClient(Array.from({ length: 2_000 }, () => fail(refused))), log);
    for (let index = 0; index < 600; index++) await client.request({ path: `/api/${index}` }).catch(() => {});
    await client.request({ path: '/api/599' }).catch(() => {});
    expect(lines).toHaveLength(600);
    await client.request({ path: '/api/0' }).catch(() => {});
    expect(lines).toHaveLength(601);
  });
});

describe('a watch', () => {
  const drain = async (client: KubeClient) => {
    for await (const line of client.lines({ path: '/api/v1/pods', query: { watch: true } })) expect(line).toBe('a');
  };

  it('is told when it breaks and when it is open again, not when it ends', async () => {
    const { log, lines } = recordedLog();
    const lost = new AppError('unreachable', 'The connection was reset.');
    const client = loggedClient(scriptedClient([() => ['a'], fail(lost), fail(lost), () => ['a']]), log);
    await drain(client);
    await expect(drain(client)).rejects.toBe(lost);
    await expect(drain(client)).rejects.toBe(lost);
    await drain(client);
    expect(lines.map(([level, , message]) => `${level} ${message}`)).toEqual([
      'warn GET /api/v1/pods: The connection was reset.',
      'info GET /api/v1/pods: answers again',
    ]);
  });
});

describe('a change', () => {
  const plan = {
    hash: 'sha256:0123456789abcdef0123',
    verb: 'upgrade',
    release: 'odin',
    namespace: 'monitoring',
    version: '1.2.0',
    changes: ['created', 'created', 'unchanged'].map((op) => ({ op })),
    consent: ['force'],
  } as unknown as Plan;
  const operation = (rest: Partial<Operation>): Operation => ({
    id: '01234567-89ab',
    verb: 'upgrade',
    release: 'odin',
    namespace: 'monitoring',
    version: '1.2.0',
    phase: 'applying',
    objects: [],
    startedAt: 1_000,
    ...rest,
  });

  it('is told phase by phase, from its plan to its end', () => {
    const { log, lines } = recordedLog();
    const session = new SessionLog(log);
    session.confirmed(plan, 3);
    for (const phase of ['applying', 'applying', 'verifying', 'verifying', 'rollingBack'] as const)
      session.operation(operation({ phase }));
    const ref = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'monitoring', name: 'grafana' };
    session.operation(
      operation({
        phase: 'failed',
        endedAt: 4_500,
        rolledBackTo: 3,
        error: 'Grafana cannot start.',
        errorCode: 'unhealthy',
        objects: [
          { ref, op: 'configured', step: 'applied', health: { state: 'Failed', reason: 'crash loop', evidence: [] } },
        ],
      } as unknown as Partial<Operation>),
    );
    expect(lines.map(([level, , message, fields]) => [level, message, fields])).toEqual([
      [
        'info',
        'upgrade of odin 1.2.0 confirmed',
        {
          namespace: 'monitoring',
          plan: 'sha256:0123456789abc',
          fromRevision: 3,
          created: 2,
          unchanged: 1,
          consent: ['force'],
        },
      ],
      ['info', 'upgrade of odin 1.2.0: applying', { id: '01234567' }],
      ['info', 'upgrade of odin 1.2.0: verifying', { id: '01234567' }],
      ['info', 'upgrade of odin 1.2.0: rollingBack', { id: '01234567' }],
      [
        'error',
        'upgrade of odin 1.2.0: failed',
        {
          id: '01234567',
          ms: 3_500,
          rolledBackTo: 3,
          code: 'unhealthy',
          error: 'Grafana cannot start.',
          unhealthy: ['Deployment/grafana: crash loop'],
        },
      ],
    ]);
  });

  it('that was not begun is told too', () => {
    const { log, lines } = recordedLog();
    const session = new SessionLog(log);
    session.operation(operation({ phase: 'preflight' }));
    session.operation(null);
    expect(lines.at(-1)).toEqual(['warn', 'operation', 'the plan held no longer: nothing was begun']);
  });
});

describe('cluster, stack and forwards', () => {
  it('are told when they change', () => {
    const { log, lines } = recordedLog();
    const session = new SessionLog(log);
    const context = { id: 'a', kind: 'kubeconfig', name: 'a', server: 'https://u:p@host', isCurrent: true } as const;
    const connected = {
      state: 'connected',
      context,
      version: 'v1.36.5+k3s1',
      distribution: 'K3s',
      nodeCount: 1,
    } as const;
    session.status({ state: 'connecting', context });
    session.status(connected);
    session.status({ ...connected, nodeCount: 2 });
    session.status({ state: 'unreachable', context, reason: 'It is gone.' });
    const status = { release: 'odin', namespace: 'monitoring', availableVersion: '1.2.0', versions: ['1.2.0'] };
    const installed = { version: '1.2.0', revision: 4, status: 'deployed', deployedAt: 0, owner: 'odin' } as const;
    session.stack(status);
    session.stack({ ...status, installed });
    session.stack({ ...status, installed });
    session.forwards([{ target: 'grafana', state: 'starting' }]);
    session.forwards([{ target: 'grafana', state: 'ready', url: 'http://127.0.0.1:3000' }]);
    session.forwards([
      { target: 'grafana', state: 'ready', url: 'http://127.0.0.1:3000' },
      { target: 'prometheus', state: 'recovering', reason: 'No pod is ready.' },
    ]);
    expect(lines.map(([level, area, message]) => `${level} ${area} ${message}`)).toEqual([
      'info cluster connecting',
      'info cluster connected, K3s v1.36.5+k3s1',
      'warn cluster unreachable',
      'info operation odin is not installed',
      'info operation odin 1.2.0 is at revision 4, deployed',
      'info forward grafana: starting',
      'info forward grafana: ready',
      'warn forward prometheus: recovering',
    ]);
    expect(JSON.stringify(lines)).not.toContain('u:p');
  });
});
