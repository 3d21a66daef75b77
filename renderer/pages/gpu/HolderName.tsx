// The name of a layer: one that is too long is cut in its middle, for pods of one workload differ at their ends.
import css from './HoldersCard.module.css';

/** As long as what Kubernetes adds to the name of a workload. */
const END = 12;

export function HolderName({ name }: { readonly name: string }) {
  const marks = [...name];
  return (
    <>
      <span className={css.begin}>{marks.slice(0, -END).join('')}</span>
      <span className={css.end}>{marks.slice(-END).join('')}</span>
    </>
  );
}
