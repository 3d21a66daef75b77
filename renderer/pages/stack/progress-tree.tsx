// The tree of a change under way: its objects by part, each with its state.
import type { ObjectProgress, Operation } from '../../../shared/model/operation.ts';
import { hasEnded } from '../../../shared/model/operation-phase.ts';
import { stackText } from '../../text/stack.ts';
import { StatusIcon } from '../../ui/StatusIcon.tsx';
import type { Tone } from '../../ui/tone.ts';
import type { TreePart } from './ObjectTree.tsx';
import { countWords, groupsOf, isTouched } from './object-groups.ts';
import { countDone, listedOf, sentenceIn, toneIn } from './progress.ts';

/** As many rows are read at once: of a longer change the parts come first, and those that fail unfold. */
const AT_ONCE = 20;

export function progressTree({ phase, objects }: Operation): readonly TreePart[] {
  const isLong = objects.filter(isTouched).length > AT_ONCE;
  const groups = groupsOf(objects);
  const isAllQuiet = !objects.some(isTouched);
  return groups.map(({ part, objects: own }, index): TreePart => {
    const touched = own.filter(isTouched);
    const tone = toneOf(own.map((object) => toneIn(phase, object)));
    const isQuiet = touched.length === 0;
    return {
      part,
      // What does not change may fail all the same.
      mark: isQuiet && tone !== 'bad' ? undefined : <StatusIcon tone={tone} />,
      note:
        isQuiet || phase === 'succeeded'
          ? countWords(own, stackText.past)
          : stackText.ofThem(countDone(touched), touched.length),
      isOpenAtFirst: tone === 'bad' || (isQuiet ? isAllQuiet && index === 0 : !isLong),
      objects: listedOf(phase, own).map((object) => ({
        ref: object.ref,
        mark: <StatusIcon tone={toneIn(phase, object)} />,
        note: noteOf(phase, object),
        words: wordOf(phase, object),
      })),
    };
  });
}

/** The worst of them; what is under way beside what is done or waits is under way. */
function toneOf(tones: readonly Tone[]): Tone {
  if (tones.includes('bad')) return 'bad';
  if (tones.every((tone) => tone === 'ok')) return 'ok';
  if (tones.includes('warn')) return 'warn';
  return tones.includes('busy') ? 'busy' : 'none';
}

/** What is as it should be has its shape alone. */
function noteOf(phase: Operation['phase'], object: ObjectProgress): string | undefined {
  const isWaiting = object.step === 'waiting' && !hasEnded(phase);
  return isWaiting || toneIn(phase, object) === 'ok' ? undefined : sentenceIn(phase, object);
}

function wordOf(phase: Operation['phase'], { op, step }: ObjectProgress): string {
  if (step === 'waiting') return stackText.future[op];
  return hasEnded(phase) || step === 'applied' ? stackText.past[op] : stackText.present[op];
}
