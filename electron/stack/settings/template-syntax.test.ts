import { expect, it } from 'vitest';
// amtool is asked about each of these as well, in e2e/rules/byte-true.test.ts.
import { NO_TEMPLATES, TEMPLATES } from './alertmanager/template-cases.testkit.ts';
import { unclosedIn } from './template-syntax.ts';

it.each(TEMPLATES)('takes %j', (text) => {
  expect(unclosedIn(text)).toBeUndefined();
});

it.each(NO_TEMPLATES)('refuses %j', (text, words) => {
  expect(unclosedIn(text)).toBe(words);
});
