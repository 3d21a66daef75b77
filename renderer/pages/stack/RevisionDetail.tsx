// The unfolded row of a revision: the settings and the objects by which it differs from the one before.
import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { toAppError } from '../../../shared/errors.ts';
import { refKey } from '../../../shared/model/object.ts';
import { useRevision } from '../../ipc/queries.ts';
import { ObjectLink } from '../../status/ObjectLink.tsx';
import { stackText } from '../../text/stack.ts';
import { OpSign } from './OpSign.tsx';
import { countWords, groupsOf } from './object-groups.ts';
import css from './RevisionDetail.module.css';
import { RevisionManifest } from './RevisionManifest.tsx';

/** Loaded with the first row that is unfolded. */
const ChangedSettings = lazy(async () => ({ default: (await import('./ChangedSettings.tsx')).ChangedSettings }));

export function RevisionDetail({ revision }: { readonly revision: number }) {
  const { data: detail, error } = useRevision(revision);
  const [isManifestShown, setIsManifestShown] = useState(false);
  if (detail === undefined) {
    return <p className="muted">{error === null ? stackText.history.reading : toAppError(error).message}</p>;
  }
  const { before, settings, settingsBefore, objects } = detail;
  const said = stackText.history;
  return (
    <div className={css.detail}>
      {before === undefined ? (
        <p>{said.oldest}</p>
      ) : (
        <>
          <Suspense fallback={<div>{said.reading}</div>}>
            <ChangedSettings
              before={settingsBefore}
              after={settings}
              words={said.settings}
              none={said.sameSettings(before)}
            />
          </Suspense>
          <p>
            {objects.length === 0
              ? said.sameObjects(before)
              : said.objectsSince(countWords(objects, stackText.past), before)}
          </p>
        </>
      )}
      {objects.length === 0 ? null : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard (WCAG 2.1.1)
        <ul className={css.objects} aria-label={said.objects(revision)} tabIndex={0}>
          {groupsOf(objects)
            .flatMap((group) => group.objects)
            .map(({ ref, op }) => (
              <li key={refKey(ref)} className={css.object}>
                <OpSign op={op} />
                <ObjectLink object={ref} className={css.door}>
                  {ref.name}
                </ObjectLink>
                <span className="muted">
                  {ref.kind}
                  <span className="visually-hidden"> {stackText.past[op]}</span>
                </span>
              </li>
            ))}
        </ul>
      )}
      <Button
        className={css.manifest}
        variant="subtle"
        aria-expanded={isManifestShown}
        onClick={() => setIsManifestShown(!isManifestShown)}
      >
        {isManifestShown ? said.hideManifest : said.showManifest}
      </Button>
      {isManifestShown ? <RevisionManifest revision={revision} /> : null}
    </div>
  );
}
