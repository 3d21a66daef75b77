// The first sentence of every source begins with the thing that it is about: a list of files then reads as a list of things.

const BEGINS_WITH_A_QUESTION = /^(?:#!.*\n)?\s*(?:\/\/|\/\*+)[\s*]*(What|Which|How|Who|Whose|Whom|Why|Where|When)\b/;

/** @param {ReadonlyMap<string, string>} sources by path @returns {string[]} a sentence for each that begins otherwise */
export function firstSentenceProblems(sources) {
  return [...sources].flatMap(([path, text]) => {
    const word = BEGINS_WITH_A_QUESTION.exec(text)?.[1];
    if (word === undefined) return [];
    return [
      `${path}:1 begins with "${word}", which hides what the file is: begin with the thing ("The rows of …", "Reads …").`,
    ];
  });
}
