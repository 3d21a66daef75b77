// The room that samples of a retention will take, by what comes in today; nothing where nobody tells that.
import { useContext } from 'react';
import { useGrowth } from '../../../ipc/queries.ts';
import { valueAt } from './draft-value.ts';
import { estimateOf } from './estimate-of.ts';
import { SettingsFormContext } from './form-context.ts';
import css from './Settings.module.css';

export function Estimate({ time }: { readonly time: string }) {
  const { draft } = useContext(SettingsFormContext);
  const { data: growth } = useGrowth();
  // Its line is kept until it is known that there is none.
  if (growth === null) return null;
  const words = growth === undefined ? undefined : estimateOf(growth.bytesPerDay, time, limitOf(draft));
  return <p className={css.note}>{words ?? ' '}</p>;
}

/** The size that samples may have; undefined where a share of the disk is chosen in its place. */
function limitOf(draft: unknown): string | undefined {
  const [size, percentage] = ['size', 'percentage'].map((key) => valueAt(draft, ['prometheus', 'retention', key]));
  return typeof size === 'string' && percentage === undefined ? size : undefined;
}
