// PromQL as an editor knows it: its grammar, and its colours in the page's tokens.
import { HighlightStyle, LanguageSupport, LRLanguage } from '@codemirror/language';
import { tags } from '@lezer/highlight';
import { parser } from '@prometheus-io/lezer-promql';

const language = LRLanguage.define({
  parser: parser.configure({ top: 'PromQL' }),
  languageData: {
    closeBrackets: { brackets: ['(', '[', '{', "'", '"', '`'] },
    commentTokens: { line: '#' },
  },
});

export const promql = new LanguageSupport(language);

export const promqlColours = HighlightStyle.define([
  {
    tag: [tags.function(tags.variableName), tags.keyword, tags.operatorKeyword, tags.modifier],
    color: 'var(--accent)',
  },
  { tag: [tags.labelName], color: 'var(--muted)' },
  { tag: [tags.string], color: 'var(--ok)' },
  { tag: [tags.number], color: 'var(--warn)' },
  { tag: [tags.comment], color: 'var(--faint)' },
  { tag: [tags.operator, tags.paren, tags.squareBracket, tags.brace], color: 'var(--muted)' },
]);
