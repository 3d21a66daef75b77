// One lock, broken: where it is in the sources, and what stands there instead while it is the broken one.

export interface Mutation {
  /** What is broken, in a few words; unique. */
  readonly name: string;
  /** The source file, from the project's folder. */
  readonly file: string;
  /** A piece of that file, there exactly once; what is broken is an expression between « and ». */
  readonly find: string;
  /** The expression instead. */
  readonly broken: string;
  /** The probe that has to see it, and what that one has to tell. */
  readonly seenBy: string;
  readonly opens: string;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly choices: [name: string, broken: string][];
}

/**
 * A source with all of its locks breakable: each one's expression becomes a choice by `globalThis.brokenLock`. So one build
 * serves for all of them. Throws where a lock is not found exactly once: it has moved, and nothing would be broken.
 */
export function withBreakableLocks(source: string, mutations: readonly Mutation[]): string {
  const edits: Edit[] = [];
  for (const { name, file, find, broken } of mutations) {
    const [before = '', expression = '', after = ''] = find.split(/[«»]/);
    const at = source.indexOf(before + expression + after);
    if (at < 0 || source.indexOf(before + expression + after, at + 1) >= 0)
      throw new Error(`The lock "${name}" is not found exactly once in ${file}: ${find}`);
    const start = at + before.length;
    const end = start + expression.length;
    const same = edits.find((edit) => edit.start === start && edit.end === end);
    if (same !== undefined) same.choices.push([name, broken]);
    else if (edits.some((edit) => edit.start < end && start < edit.end))
      throw new Error(`The lock "${name}" in ${file} lies across another one.`);
    else edits.push({ start, end, choices: [[name, broken]] });
  }
  let result = source;
  for (const { start, end, choices } of edits.sort((a, b) => b.start - a.start)) {
    const intact = source.slice(start, end);
    const choice = choices.reduceRight(
      (other, [name, broken]) => `(globalThis.brokenLock === ${JSON.stringify(name)} ? (${broken}) : ${other})`,
      `(${intact})`,
    );
    result = result.slice(0, start) + choice + result.slice(end);
  }
  return result;
}
