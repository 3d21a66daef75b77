// The tree of a plan: its objects by part, in the words of the future.
import type { Plan } from '../../../shared/model/plan.ts';
import { stackText } from '../../text/stack.ts';
import type { TreePart } from './ObjectTree.tsx';
import { OpSign } from './OpSign.tsx';
import { countWords, groupsOf, isTouched } from './object-groups.ts';
import { conflictSentence, dangerOf, isDangerous } from './plan-facts.ts';

/** As many rows are read at once: of a longer plan the parts come first, and the first of them is unfolded. */
const AT_ONCE = 20;

/** @param isAll also with what does not change in the parts that do */
export function planTree(plan: Plan, isAll: boolean): readonly TreePart[] {
  const groups = groupsOf(plan.changes);
  const isLong = plan.changes.filter(isTouched).length > AT_ONCE;
  return groups.map(({ part, objects }, index): TreePart => {
    const isQuiet = !objects.some(isTouched);
    const shown = isAll || isQuiet ? objects : objects.filter(({ op }) => op !== 'unchanged');
    const isWorthALook = objects.some((change) => isDangerous(change) && change.op !== 'deleted');
    return {
      part,
      note: countWords(objects, stackText.future),
      isOpenAtFirst: isQuiet ? isAllQuiet(plan) && index === 0 : !isLong || index === 0 || isWorthALook,
      objects: shown.map((change) => ({
        ref: change.ref,
        mark: <OpSign op={change.op} />,
        words: stackText.future[change.op],
        note: change.op === 'kept' || change.op === 'skipped' ? stackText.future[change.op] : undefined,
        warning: dangerOf(change) ?? conflictSentence(plan, change.ref),
      })),
    };
  });
}

function isAllQuiet(plan: Plan): boolean {
  return !plan.changes.some(isTouched);
}
