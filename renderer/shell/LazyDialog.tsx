// A dialog whose content is loaded when it is opened.
import { Modal } from '@mantine/core';
import { type ReactNode, Suspense } from 'react';
import { commonText } from '../text/common.ts';
import { shellText } from '../text/shell.ts';
import { PageSkeleton } from '../ui/PageSkeleton.tsx';

interface Props {
  readonly isOpen: boolean;
  readonly close: () => void;
  readonly title: string;
  readonly children: ReactNode;
}

export function LazyDialog({ isOpen, close, title, children }: Props) {
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={title}
      lockScroll={false}
      size={760}
      closeButtonProps={{ 'aria-label': commonText.close }}
    >
      <Suspense fallback={<PageSkeleton words={shellText.loadingPage} />}>{children}</Suspense>
    </Modal>
  );
}
