import { expect, test } from 'vitest';
import { stackText } from '../../text/stack.ts';
import { countWords, groupsOf, type Placed } from './object-groups.ts';

const object = (op: Placed['op'], part?: string): Placed => ({ op, part });

test('parts in which something happens come first, and what serves all of them after those', () => {
  const groups = groupsOf([
    object('unchanged', 'Grafana'),
    object('created'),
    object('unchanged', 'Loki'),
    object('created', 'Loki'),
    object('configured', 'Prometheus'),
  ]);
  expect(groups.map(({ part, objects }) => [part, objects.length])).toEqual([
    ['Loki', 2],
    ['Prometheus', 1],
    [undefined, 1],
    ['Grafana', 1],
  ]);
});

test('a group is counted in the words of the time, the unchanged only where they are all', () => {
  const some = [object('created'), object('created'), object('configured'), object('unchanged')];
  expect(countWords(some, stackText.future)).toBe('2 to create, 1 to change');
  expect(countWords(some, stackText.past)).toBe('2 created, 1 changed');
  expect(countWords([object('unchanged')], stackText.future)).toBe('1 unchanged');
});
