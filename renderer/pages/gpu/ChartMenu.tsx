// The menu of a chart: takes away the value or all values, or leads to Grafana at the same time range.
import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { gpuText } from '../../text/gpu.ts';
import { copyText } from '../../ui/copy-text.ts';

interface Props {
  /** The chart's name. */
  readonly title: string;
  /** "96 %"; undefined where there is none now. */
  readonly value: string | undefined;
  readonly csv: () => string;
  readonly savePicture: () => void;
  readonly openGrafana: () => void;
  /** The switch of the line of a day before; absent where there is none. */
  readonly dayBefore?: DayBeforeSwitch | undefined;
}

export interface DayBeforeSwitch {
  readonly isOn: boolean;
  readonly toggle: () => void;
}

export function ChartMenu({ title, value, csv, savePicture, openGrafana, dayBefore }: Props) {
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <ActionIcon variant="subtle" size={28} aria-label={gpuText.more(title)}>
          <IconDots size={15} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {value === undefined ? null : <Menu.Item onClick={() => copyText(value)}>{gpuText.copyValue(value)}</Menu.Item>}
        <Menu.Item onClick={() => copyText(csv())}>{gpuText.copyCsv}</Menu.Item>
        <Menu.Item onClick={savePicture}>{gpuText.savePicture}</Menu.Item>
        {dayBefore === undefined ? null : (
          <Menu.Item onClick={dayBefore.toggle}>{gpuText.dayBefore(dayBefore.isOn)}</Menu.Item>
        )}
        <Menu.Item onClick={openGrafana}>{gpuText.openGrafana}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
