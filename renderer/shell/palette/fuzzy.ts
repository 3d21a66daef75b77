// Fuzzy matching: how well a few typed letters name a text, as people abbreviate it ("rg" for "Restart Grafana…").

/** Longer than any label that a person reads to its end; what stands behind it is found by the whole text alone. */
const LOOKED_AT = 300;
/** Longer than any word that is typed. */
const MOST_TYPED = 60;

const A_LETTER = 1;
const A_BEGINNING = 10;
const A_NEIGHBOUR = 7;
const FIRST_OF_ALL = 2;
/** More than all that letters can count. */
const THE_SAME = 1e9;
const THE_SAME_BUT_FOR_CASE = 1e8;

/**
 * How well `typed` names `text`, the higher the better; undefined where it does not. Each typed word must occur as a subsequence,
 * in any order and case. Letters count most at the beginning of a word, then beside the letter before, least in the middle.
 * Takes time in proportion to the text.
 */
export function fuzzyScore(text: string, typed: string): number | undefined {
  if (text === typed) return THE_SAME;
  const lower = text.toLowerCase();
  const wanted = typed.toLowerCase();
  if (lower === wanted) return THE_SAME_BUT_FOR_CASE;
  const looked = text.slice(0, LOOKED_AT);
  let sum = 0;
  for (const word of wanted.trim().split(/\s+/, MOST_TYPED)) {
    const score = word.length > MOST_TYPED ? undefined : scoreOf(looked, word);
    if (score === undefined) return undefined;
    sum += score;
  }
  return sum;
}

/** The best way to find the letters of `word` in `text`, one after the other. */
function scoreOf(text: string, word: string): number | undefined {
  // By the place of the letter that was found last: the best score up to it.
  let former: Float64Array | undefined;
  for (const letter of word) {
    const scores = new Float64Array(text.length).fill(Number.NEGATIVE_INFINITY);
    let bestBefore = former === undefined ? 0 : Number.NEGATIVE_INFINITY;
    for (let at = 0; at < text.length; at++) {
      if (text[at]?.toLowerCase() === letter) {
        const neighbour = (former?.[at - 1] ?? Number.NEGATIVE_INFINITY) + A_NEIGHBOUR;
        scores[at] = A_LETTER + Math.max(neighbour, bestBefore + (isBeginning(text, at) ? A_BEGINNING : 0));
        if (former === undefined && at === 0) scores[at] = A_LETTER + A_BEGINNING + FIRST_OF_ALL;
      }
      // What was found here may be followed from the next place on.
      if (former !== undefined) bestBefore = Math.max(bestBefore, former[at] ?? Number.NEGATIVE_INFINITY);
    }
    former = scores;
  }
  const best = former === undefined ? 0 : former.reduce((one, other) => Math.max(one, other), Number.NEGATIVE_INFINITY);
  return best === Number.NEGATIVE_INFINITY ? undefined : best;
}

/** Whether a word begins there: `Open Grafana`, `gpu-exporter`, `GrafanaDown`. */
function isBeginning(text: string, at: number): boolean {
  const before = text[at - 1];
  if (before === undefined) return true;
  if (!/[\p{L}\p{N}]/u.test(before)) return true;
  return /\p{Ll}/u.test(before) && /\p{Lu}/u.test(text[at] ?? '');
}
