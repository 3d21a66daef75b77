import { CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { EditorState } from '@codemirror/state';
import { beforeEach, expect, it } from 'vitest';
import { completionOf, type NameSource } from './completion.ts';
import { promql } from './language.ts';

const asked: string[] = [];
const source: NameSource = {
  metrics: async () => {
    asked.push('metrics');
    return [{ name: 'node_load1', type: 'gauge', help: '1m load average.' }, { name: 'up' }];
  },
  labels: async (selector) => {
    asked.push(`labels ${selector}`);
    return ['instance', 'job'];
  },
  values: async (label, selector) => {
    asked.push(`values ${label} ${selector}`);
    return ['node', 'a "quoted" one'];
  },
};
beforeEach(() => {
  asked.length = 0;
});

/** What is offered at the bar of the text. */
async function offered(text: string, names = source): Promise<CompletionResult | null> {
  const pos = text.indexOf('|');
  const state = EditorState.create({ doc: text.replace('|', ''), extensions: [promql] });
  return completionOf(names)(new CompletionContext(state, pos, true));
}
const labelsIn = (result: CompletionResult | null) => result?.options.map(({ label }) => label) ?? [];

it('metrics with what is known of them, functions, aggregations', async () => {
  const result = await offered('no|');
  expect(result?.options).toContainEqual(
    expect.objectContaining({ label: 'node_load1', detail: 'gauge', info: '1m load average.' }),
  );
  expect(labelsIn(result)).toEqual(expect.arrayContaining(['up', 'rate', 'histogram_quantile', 'sum']));
});

it('labels where a label may stand: of the metric in its braces, of all in a grouping', async () => {
  expect(labelsIn(await offered('up{|}'))).toEqual(['instance', 'job']);
  expect(labelsIn(await offered('sum by (i|) (up)'))).toEqual(['instance', 'job']);
  expect(asked).toEqual(['labels up', 'labels undefined']);
});

it('values of the label, among the series that are meant; quotes are escaped', async () => {
  const result = await offered('up{zone="eu", job="|"}');
  expect(labelsIn(result)).toEqual(['node', 'a "quoted" one']);
  expect(result?.options[1]?.apply).toBe('a \\"quoted\\" one');
  expect(asked).toEqual(['values job up{zone="eu"}']);
});

it('without a metric all are asked for', async () => {
  await offered('{job="|"}');
  await offered('{|}');
  expect(asked).toEqual(['values job undefined', 'labels undefined']);
});

it('the same is not asked again with each letter', async () => {
  const complete = completionOf(source);
  for (const doc of ['n', 'no', 'nod']) {
    const state = EditorState.create({ doc, extensions: [promql] });
    await complete(new CompletionContext(state, doc.length, true));
  }
  expect(asked).toEqual(['metrics']);
});

it('what cannot be read is left out, and is asked for again', async () => {
  let tries = 0;
  const metrics = () => {
    tries += 1;
    return Promise.reject(new Error('gone'));
  };
  const complete = completionOf({ ...source, metrics });
  const state = EditorState.create({ doc: 'ra', extensions: [promql] });
  const ask = () => complete(new CompletionContext(state, 2, true));
  expect(labelsIn(await ask())).toContain('rate');
  await ask();
  expect(tries).toBeGreaterThan(1);
});
