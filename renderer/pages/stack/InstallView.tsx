// The plan of an install, or of an upgrade to a chosen version; for an installed stack, whether it is what it should be.
import { NativeSelect } from '@mantine/core';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { AppError } from '../../../shared/errors.ts';
import type { StackStatus } from '../../../shared/model/stack.ts';
import type { SuppliedSettings } from '../../../shared/model/stack-settings.ts';
import { type useApplyPlan, useStackOffer } from '../../ipc/queries.ts';
import { StackOfferLine } from '../../status/StackOfferLine.tsx';
import { stackText } from '../../text/stack.ts';
import { PlanView } from './PlanView.tsx';
import type { Wish } from './proposal.ts';
import { ReleaseNotesButton } from './ReleaseNotesButton.tsx';

/** Loaded with a plan of chosen settings. */
const ChangedSettings = lazy(async () => ({ default: (await import('./ChangedSettings.tsx')).ChangedSettings }));

interface Props {
  readonly status: StackStatus;
  readonly apply: ReturnType<typeof useApplyPlan>;
  /** Chosen in the form; default those that the stack has. */
  readonly settings: SuppliedSettings | undefined;
  /** What is seldom done, at the right edge. */
  readonly menu: ReactNode;
  /** As `PlanView` wants it. */
  readonly otherwise: (refusal?: AppError) => ReactNode;
}

export function InstallView({ status, apply, settings, menu, otherwise }: Props) {
  const { versions, availableVersion } = status;
  const [chosen, setChosen] = useState(availableVersion);
  const wish: Wish = {
    want: 'install',
    ...(chosen === availableVersion ? {} : { version: chosen }),
    ...(settings === undefined ? {} : { settings }),
  };
  const { data: offer } = useStackOffer();
  // Its numbers are those of the newest version, as it comes.
  const isOffered = status.installed === undefined && settings === undefined && chosen === offer?.version;
  const choose = (version: string) => {
    apply.reset();
    setChosen(version);
  };
  return (
    <PlanView
      wish={wish}
      status={status}
      apply={apply}
      gist={
        <>
          {settings === undefined ? null : (
            <Suspense fallback={null}>
              <ChangedSettings before={status.settings} after={settings} words={stackText.youChanged} />
            </Suspense>
          )}
          {offer !== undefined && isOffered ? <StackOfferLine offer={offer} /> : null}
        </>
      }
      controls={
        <>
          <ReleaseNotesButton version={chosen} />
          {versions.length < 2 ? null : (
            <NativeSelect
              size="xs"
              aria-label={stackText.version}
              value={chosen}
              onChange={(event) => choose(event.currentTarget.value)}
              data={versions.map((version) => ({
                value: version,
                label: version === availableVersion ? stackText.newest(version) : version,
              }))}
            />
          )}
          {menu}
        </>
      }
      otherwise={otherwise}
    />
  );
}
