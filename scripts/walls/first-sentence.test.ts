import { expect, it } from 'vitest';
import { firstSentenceProblems } from './first-sentence.mjs';

const problemsOf = (text: string) => firstSentenceProblems(new Map([['shared/thing.ts', text]]));

it.each([
  ['// What a thing is.\n', 'What'],
  ['// How things go.\nimport "x";\n', 'How'],
  ['\n/** Who asks. */\nexport const a = 1;\n', 'Who'],
  ['/*\n * Where it is.\n */\n', 'Where'],
  ['#!/usr/bin/env node\n// Which one.\n', 'Which'],
])('refuses %j', (text, word) => {
  expect(problemsOf(text)).toEqual([
    `shared/thing.ts:1 begins with "${word}", which hides what the file is: begin with the thing ("The rows of …", "Reads …").`,
  ]);
});

it.each(['// The thing, and what it does.\n', '// Whatever comes, in order.\n', 'const a = 1; // What is this?\n', ''])(
  'lets %j through',
  (text) => {
    expect(problemsOf(text)).toEqual([]);
  },
);
