import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHANGE_OPS, type ChangeOp } from '../../shared/model/change-op.ts';
import type { Change } from '../../shared/model/plan.ts';
import { planSentence } from './plan-sentence.ts';

const change = (op: ChangeOp, kind: string, name: string, part?: string, rest: Partial<Change> = {}): Change => ({
  ref: { apiVersion: 'v1', kind, namespace: 'monitoring', name },
  op,
  ...(part === undefined ? {} : { part }),
  ...rest,
});
const workloadYaml = (image: string, replicas = 1) =>
  `spec:\n  replicas: ${replicas}\n  template:\n    spec:\n      containers:\n        - name: main\n          image: ${image}\n`;
const claimYaml = (size: string) => `spec:\n  resources:\n    requests:\n      storage: ${size}\n`;

const runs = (op: ChangeOp, part: string, image = `example/${part}:1`) =>
  change(op, 'Deployment', part.toLowerCase(), part, { after: workloadYaml(image) });
const restarts = (part: string) => ({
  ...runs('configured', part, 'example/new:2'),
  before: workloadYaml('example/old:1'),
});
const sentence = (...changes: Change[]) => planSentence({ changes });

describe('planSentence', () => {
  it('takes no time for a manifest of a quarter of a million empty lines', () => {
    const after = `metadata:\n  annotations:\n    much: |\n${'\n'.repeat(250_000)}    ${' \n'.repeat(30_000)}${claimYaml('10Gi')}`;
    const workload = { ...runs('created', 'Loki'), after: `${'\n'.repeat(250_000)}${workloadYaml('example/loki:1')}` };
    expect(sentence(change('created', 'PersistentVolumeClaim', 'loki-data', 'Loki', { after }), workload)).toBe(
      'Adds Loki, with a volume of 10 GiB and an image.',
    );
  });

  it('tells of what comes, with its volumes and images, and of what restarts for it', () => {
    const claim = change('created', 'PersistentVolumeClaim', 'loki-data', 'Loki', { after: claimYaml('10Gi') });
    expect(sentence(claim, runs('created', 'Loki'), runs('created', 'Alloy'), restarts('Grafana'))).toBe(
      'Adds Loki and Alloy, with a volume of 10 GiB and 2 images. Grafana restarts.',
    );
  });

  it('names three and counts the rest', () => {
    const names = ['Alertmanager', 'Grafana', 'Prometheus', 'Loki', 'Alloy'];
    expect(sentence(...names.map((name) => runs('created', name, 'one/image:1')))).toBe(
      'Adds Alertmanager, Grafana, Prometheus and 2 more, with an image.',
    );
  });

  it('tells a change of the template from one that needs no new pods', () => {
    const scaled = change('configured', 'Deployment', 'grafana', 'Grafana', {
      before: workloadYaml('example/grafana:1', 1),
      after: workloadYaml('example/grafana:1', 2),
    });
    expect(sentence(scaled)).toBe('Changes Grafana without a restart.');
    expect(sentence(restarts('Grafana'), restarts('Prometheus'))).toBe('Grafana and Prometheus restart.');
  });

  it('tells of what goes, what stays and what is lost', () => {
    const claim = (op: ChangeOp) => change(op, 'PersistentVolumeClaim', 'loki-data', 'Loki');
    expect(sentence(runs('deleted', 'Loki'), claim('kept'))).toBe('Removes Loki. A volume stays.');
    expect(sentence(runs('deleted', 'Loki'), claim('deleted'), claim('deleted'))).toBe(
      'Removes Loki. Deletes 2 volumes with all that is in them.',
    );
    expect(sentence(runs('replaced', 'Prometheus'))).toBe('Makes Prometheus anew.');
  });

  it('says so where nothing changes, or only what serves all parts', () => {
    expect(sentence(runs('unchanged', 'Loki'), runs('skipped', 'GPU exporter'))).toBe('Nothing changes.');
    expect(sentence(change('created', 'Namespace', 'monitoring'))).toBe('Changes one object that serves all parts.');
  });

  it('is never longer than 200 characters, whatever the plan', () => {
    const anyChange = fc.record({
      op: fc.constantFrom(...CHANGE_OPS),
      kind: fc.constantFrom('Deployment', 'PersistentVolumeClaim', 'ConfigMap'),
      part: fc.option(fc.string({ minLength: 1, maxLength: 253 }), { nil: undefined }),
      after: fc.option(fc.string({ maxLength: 300 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(anyChange, { maxLength: 40 }), (made) => {
        const changes = made.map(({ op, kind, part, after }, index) =>
          change(op, kind, `object-${index}`, part, after === undefined ? {} : { after }),
        );
        expect(planSentence({ changes }).length).toBeLessThanOrEqual(200);
        expect(planSentence({ changes })).not.toBe('');
      }),
    );
  });
});
