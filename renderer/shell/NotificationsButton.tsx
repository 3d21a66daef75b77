// The button at the foot of the sidebar that opens the settings of desktop notifications.
import { Modal, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBell } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { commonText } from '../text/common.ts';
import { notificationText } from '../text/notifications.ts';
import css from './Sidebar.module.css';

const NotificationsForm = lazy(async () => ({
  default: (await import('../preferences/NotificationsForm.tsx')).NotificationsForm,
}));

export function NotificationsButton() {
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      <UnstyledButton className={css.link} title={notificationText.open} onClick={open}>
        <IconBell size={17} stroke={1.6} aria-hidden />
        <span className={css.label}>{notificationText.open}</span>
      </UnstyledButton>
      <Modal
        opened={isOpen}
        onClose={close}
        title={notificationText.title}
        closeButtonProps={{ 'aria-label': commonText.close }}
        centered
        lockScroll={false}
        size={420}
      >
        <Suspense fallback={null}>
          <NotificationsForm />
        </Suspense>
      </Modal>
    </>
  );
}
