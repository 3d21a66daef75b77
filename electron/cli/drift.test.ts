import { beforeEach, expect, test, vi } from 'vitest';
import type { Drift } from '../../shared/model/drift.ts';
import type { Operation } from '../../shared/model/operation.ts';
import type { Plan } from '../../shared/model/plan.ts';
import type { PlanRequest } from '../../shared/model/plan-request.ts';
import { type DriftOptions, runDrift } from './drift.ts';
import { EXIT } from './exit-code.ts';
import { recordedConsole } from './recorded-console.testkit.ts';

const ref = { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'monitoring', name: 'edited' };
const drift: Drift = {
  release: 'odin',
  namespace: 'monitoring',
  revision: 3,
  objects: [
    {
      ref,
      state: 'changed',
      fields: [
        { path: 'data.answer', wanted: 'yes', live: 'no', manager: 'kubectl-edit' },
        { path: 'data.gone', wanted: 'here' },
      ],
    },
  ],
};
const plan: Plan = {
  hash: 'sha256:back',
  verb: 'rollback',
  release: 'odin',
  namespace: 'monitoring',
  version: '1.0.0',
  changes: [{ ref, op: 'configured', reason: 'taken from kubectl-edit: data.answer' }],
  conflicts: [{ ref, manager: 'kubectl-edit', fields: ['data.answer'], isTaken: true }],
  warnings: [],
  blockers: [],
  consent: [],
  needs: [],
};

/** A cluster that answers so; what it was asked, in order. */
const cluster = { asked: [] as unknown[], plan };
vi.mock('./invocation.ts', () => ({
  withSession: (_invocation: unknown, use: (session: unknown) => Promise<number>) => {
    const heard = <T>(what: unknown, answer: T): T => {
      cluster.asked.push(what);
      return answer;
    };
    const stack = { drift: async () => heard('drift', drift) };
    return use({
      stack,
      plan: async (request: PlanRequest) => heard(request, cluster.plan),
      operations: {
        current: null,
        run: async (hash: string): Promise<Operation> => {
          cluster.asked.push(hash);
          return { ...plan, id: 'a', phase: 'succeeded', objects: [], startedAt: 0, endedAt: 0 };
        },
      },
    });
  },
}));

beforeEach(() => {
  cluster.asked = [];
  cluster.plan = plan;
});

async function run(options: DriftOptions, answer?: boolean) {
  const questions: string[] = [];
  const said = recordedConsole();
  const confirm = async (question: string) => {
    questions.push(question);
    return answer ?? Promise.reject(new Error('asked'));
  };
  const invocation = { options: {}, console: { ...said, confirm }, signal: new AbortController().signal };
  const status = await runDrift(invocation, undefined, options);
  return { status, questions, texts: said.results.map(({ text }) => text), said: said.said };
}

const SEEN: PlanRequest = {
  want: 'putBack',
  takes: [{ ref, manager: 'kubectl-edit', fields: ['data.answer'] }],
  consent: [],
};

test('putting back takes the edits that the plan shows, and needs no other consent', async () => {
  const { status, questions, texts } = await run({ putBack: true }, true);
  expect(status).toBe(EXIT.ok);
  expect(cluster.asked).toEqual(['drift', SEEN, plan.hash]);
  expect(texts[0]).toContain('configured ConfigMap/monitoring/edited: taken from kubectl-edit: data.answer');
  expect(questions).toEqual(['Put this back?']);
});

test('it asks nothing with --yes, and does nothing where the answer is no', async () => {
  expect(await run({ putBack: true, yes: true })).toMatchObject({ status: EXIT.ok, questions: [] });
  cluster.asked = [];
  expect(await run({ putBack: true }, false)).toMatchObject({ status: EXIT.cancelled });
  expect(cluster.asked).toEqual(['drift', SEEN]);
});

test('what another manager took since is refused, by name, with the option that agrees to it', async () => {
  cluster.plan = {
    ...plan,
    blockers: ['ConfigMap/monitoring/edited: data.answer is managed by argo.'],
    needs: ['force'],
  };
  const { status, said } = await run({ putBack: true, yes: true });
  expect(status).toBe(EXIT.refused);
  expect(said).toEqual([
    'blocked: ConfigMap/monitoring/edited: data.answer is managed by argo.',
    'to agree: --force-conflicts',
  ]);
  expect(cluster.asked).toEqual(['drift', SEEN]);
});
