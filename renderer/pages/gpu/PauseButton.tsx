// Whether the charts go on, or stay as they are while a person looks at them.
import { ActionIcon } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { gpuText } from '../../text/gpu.ts';

interface Props {
  readonly isPaused: boolean;
  readonly toggle: () => void;
}

export function PauseButton({ isPaused, toggle }: Props) {
  const label = isPaused ? gpuText.goOn : gpuText.pause;
  return (
    <ActionIcon variant="default" size={30} aria-label={label} aria-pressed={isPaused} title={label} onClick={toggle}>
      {isPaused ? <IconPlayerPlay size={15} aria-hidden /> : <IconPlayerPause size={15} aria-hidden />}
    </ActionIcon>
  );
}
