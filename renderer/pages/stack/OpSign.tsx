// The sign of what happens to an object, as a diff has it.
import type { ChangeOp } from '../../../shared/model/change-op.ts';
import tone from '../../ui/tone.module.css';
import css from './OpSign.module.css';
import { toneOfOp } from './tones.ts';

const SIGNS: Readonly<Record<ChangeOp, string>> = {
  created: '+',
  configured: '~',
  replaced: '↻',
  deleted: '−',
  unchanged: '',
  kept: '·',
  skipped: '·',
};

export function OpSign({ op }: { readonly op: ChangeOp }) {
  return (
    <span aria-hidden className={`${css.sign} ${tone[toneOfOp(op)]}`}>
      {SIGNS[op]}
    </span>
  );
}
