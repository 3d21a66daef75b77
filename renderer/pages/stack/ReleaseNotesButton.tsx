// The news of a version behind a button, for who is about to choose it.
import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { toAppError } from '../../../shared/errors.ts';
import { useReleaseNotes } from '../../ipc/queries.ts';
import { commonText } from '../../text/common.ts';
import { stackText } from '../../text/stack.ts';
import css from './ReleaseNotesButton.module.css';

export function ReleaseNotesButton({ version }: { readonly version: string }) {
  const [isOpen, { open, close }] = useDisclosure(false);
  const { data: notes, error } = useReleaseNotes(version, isOpen);
  return (
    <>
      <Button size="xs" variant="subtle" onClick={open}>
        {stackText.whatIsNew}
      </Button>
      <Modal
        opened={isOpen}
        onClose={close}
        title={stackText.whatIsNewIn(version)}
        closeButtonProps={{ 'aria-label': commonText.close }}
        centered
        lockScroll={false}
        size="lg"
      >
        {error === null ? null : <p>{toAppError(error).message}</p>}
        {notes === undefined ? null : (
          <>
            <p className={css.summary}>{notes.summary}</p>
            <ul className={css.changes}>
              {notes.changes.map((change) => (
                <li key={change}>
                  <NamedWords words={change} />
                </li>
              ))}
            </ul>
          </>
        )}
      </Modal>
    </>
  );
}

/** Names stand between backticks. */
function NamedWords({ words }: { readonly words: string }) {
  return words.split('`').map((part, index) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: the words do not change
    return index % 2 === 0 ? part : <code key={index}>{part}</code>;
  });
}
