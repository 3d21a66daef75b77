// The dialog with all keyboard shortcuts.
import { Modal } from '@mantine/core';
import { useAppInfo } from '../ipc/queries.ts';
import { shortcutsText } from '../text/shortcuts.ts';
import css from './ShortcutsDialog.module.css';
import { shortcutGroups } from './shortcut-list.ts';

interface Props {
  readonly isOpen: boolean;
  readonly close: () => void;
}

export function ShortcutsDialog({ isOpen, close }: Props) {
  const isMac = useAppInfo().data?.platform === 'darwin';
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={shortcutsText.title}
      closeButtonProps={{ 'aria-label': shortcutsText.close }}
      lockScroll={false}
      size={640}
    >
      <div className={css.groups}>
        {shortcutGroups(isMac).map(({ title, shortcuts }) => (
          <section key={title} className={css.group} aria-label={title}>
            <h3 className={css.title}>{title}</h3>
            <dl className={css.list}>
              {shortcuts.map(({ keys, words }) => (
                <div key={keys.join(' ')} className={css.row}>
                  <dt>{words}</dt>
                  <dd className={css.keys}>
                    {keys.map((key) => (
                      <kbd key={key} className={css.key}>
                        {key}
                      </kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
