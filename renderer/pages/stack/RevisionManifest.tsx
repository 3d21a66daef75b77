// The objects of a revision as YAML, read once it is asked for.
import { toAppError } from '../../../shared/errors.ts';
import { useRevisionManifest } from '../../ipc/queries.ts';
import { stackText } from '../../text/stack.ts';
import css from './RevisionDetail.module.css';

export function RevisionManifest({ revision }: { readonly revision: number }) {
  const { data: yaml, error } = useRevisionManifest(revision);
  if (yaml === undefined) {
    return <p className="muted">{error === null ? stackText.history.reading : toAppError(error).message}</p>;
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard (WCAG 2.1.1)
    <section className={css.yaml} aria-label={stackText.history.manifest(revision)} tabIndex={0}>
      <pre>{yaml}</pre>
    </section>
  );
}
