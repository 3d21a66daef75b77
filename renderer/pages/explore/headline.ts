// The first sentence of the page: what came of the question.
import type { Question, QuestionAnswer } from '../../ipc/explore-queries.ts';
import { exploreText } from '../../text/explore.ts';
import type { Tone } from '../../ui/tone.ts';

/** Of a question that was not answered yet, what the page is for. */
export function headlineOf(
  question: Question | undefined,
  told: QuestionAnswer | undefined,
): { readonly title: string; readonly tone?: Tone } {
  if (question === undefined || told === undefined) return { title: exploreText.title };
  const { answer } = told;
  switch (answer.kind) {
    case 'refused':
      return { title: exploreText.refusedTitle, tone: 'bad' };
    case 'single':
      return { title: exploreText.single[answer.type] };
    case 'samples':
      return counted(answer.samples.length + answer.left, exploreText.samples, told.view);
    case 'vector':
    case 'lines':
      return counted(answer.series.length + answer.left, exploreText.series, told.view);
  }
}

function counted(n: number, words: (n: number) => string, view: Question['view']) {
  return n === 0 ? { title: exploreText.emptyTitle[view], tone: 'none' as const } : { title: words(n) };
}
