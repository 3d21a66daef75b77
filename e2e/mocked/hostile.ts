// Answers as an attacker would have them: each text that the contract leaves free ends in what would act on a page.
import type { z } from 'zod';
import { ATTACKS } from '../../shared/hostile-text.testkit.ts';

const MARKUP = '<img src=x onerror="document.title=1"><b>odin-evil</b>&#x202e;';
const LONG = 'odin-evil'.repeat(20_000);
const TEXTS = [...Object.values(ATTACKS), MARKUP];

/** A copy with every text spoilt of which its schema still says that it may be so. */
export function spoilt<T>(value: T, schema: z.ZodType): T {
  const copy = structuredClone(value);
  let count = 0;
  const visit = (holder: Record<string, unknown>) => {
    for (const [key, inner] of Object.entries(holder)) {
      if (typeof inner === 'object' && inner !== null) visit(inner as Record<string, unknown>);
      // What the page sends back, and what it goes by.
      if (typeof inner !== 'string' || /^(id|selected|hash|settings|url|version|release|manager)$/.test(key)) continue;
      count += 1;
      holder[key] = inner + (count % 40 === 0 ? LONG : TEXTS[count % TEXTS.length]);
      if (!schema.safeParse(root.value).success) holder[key] = inner;
    }
  };
  const root = { value: copy };
  if (typeof copy === 'object' && copy !== null) visit(copy as Record<string, unknown>);
  return copy;
}
