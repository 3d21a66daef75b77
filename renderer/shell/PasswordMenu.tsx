// The Grafana password: shown for 30 s on request, or copied by the main process without being shown.
import { ActionIcon, Button, Popover, Tooltip } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useShowPassword } from '../ipc/queries.ts';
import { shellText } from '../text/shell.ts';
import { notifyFailure } from '../ui/notify-failure.tsx';
import { useNow } from '../ui/use-now.ts';
import css from './PasswordMenu.module.css';
import { useCopyGrafanaPassword } from './use-copy-grafana-password.tsx';

const SHOWN_MS = 30_000;
const HIDDEN = '••••••••••••';

export function PasswordMenu({ obstacle }: { readonly obstacle: string | undefined }) {
  const [isOpen, setIsOpen] = useState(false);
  const show = (next: boolean) => setIsOpen(next && obstacle === undefined);
  return (
    <Popover opened={isOpen} onChange={show} position="bottom-end" trapFocus returnFocus shadow="md" width={300}>
      <Popover.Target>
        <Tooltip label={obstacle ?? shellText.password.open}>
          <ActionIcon
            aria-label={shellText.password.open}
            aria-disabled={obstacle !== undefined}
            data-disabled={obstacle !== undefined}
            onClick={() => show(!isOpen)}
          >
            <IconKey size={16} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={shellText.password.open}>{isOpen ? <Credentials /> : null}</Popover.Dropdown>
    </Popover>
  );
}

/** Lives only while the menu is open, so that closing it forgets the password. */
function Credentials() {
  const { mutate: ask, data: shown, reset: hide, submittedAt } = useShowPassword();
  const copy = useCopyGrafanaPassword();
  const now = useNow(shown === undefined ? null : 1_000);
  const remainingMs = shown === undefined ? 0 : Math.max(0, Math.min(SHOWN_MS, submittedAt + SHOWN_MS - now));
  useEffect(() => {
    if (shown === undefined) return;
    const timer = setTimeout(hide, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [shown, hide]);

  const fail = (error: unknown) => notifyFailure(shellText.failed.password, error);
  return (
    <>
      <dl className={css.list}>
        <dt>{shellText.password.user}</dt>
        <dd>
          <code>{shown?.user ?? HIDDEN}</code>
        </dd>
        <dt>{shellText.password.password}</dt>
        <dd>
          <code className={css.secret}>{shown?.password ?? HIDDEN}</code>
        </dd>
      </dl>
      <p className={css.hint} role="status">
        {shown === undefined ? shellText.password.hidden : shellText.password.hidesIn(Math.ceil(remainingMs / 1000))}
      </p>
      <div className={css.actions}>
        {/* Not a loading button: that would be disabled, and the focus that Escape needs would be lost. */}
        <Button onClick={() => (shown === undefined ? ask(undefined, { onError: fail }) : hide())}>
          {shown === undefined ? shellText.password.show : shellText.password.hide}
        </Button>
        <Button onClick={copy}>{shellText.password.copy}</Button>
      </div>
    </>
  );
}
