// Above every page, what went wrong in ODIN itself, until somebody has read it; one at a time, the newest first.
import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useDismissMishap, useMishaps } from '../ipc/queries.ts';
import { commonText } from '../text/common.ts';
import { Banner } from '../ui/Banner.tsx';
import { CopyDiagnosticsButton } from './CopyDiagnosticsButton.tsx';
import css from './MishapBanner.module.css';

export function MishapBanner() {
  const mishap = useMishaps().data?.[0];
  const { mutate: dismiss } = useDismissMishap();
  if (mishap === undefined) return null;
  const actions = (
    <div className={css.actions}>
      <CopyDiagnosticsButton />
      <ActionIcon variant="subtle" aria-label={commonText.close} onClick={() => dismiss(mishap.id)}>
        <IconX size={15} />
      </ActionIcon>
    </div>
  );
  return (
    <Banner tone="warn" action={actions}>
      {mishap.sentence}
    </Banner>
  );
}
