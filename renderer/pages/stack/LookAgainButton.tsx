// The button that asks anew for what is on the page.
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';

interface Props {
  readonly label: string;
  readonly isLooking: boolean;
  readonly onClick: () => void;
}

export function LookAgainButton({ label, isLooking, onClick }: Props) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" aria-label={label} loading={isLooking} onClick={onClick}>
        <IconRefresh size={16} />
      </ActionIcon>
    </Tooltip>
  );
}
