// One live value: what it is, how much, of how much, and how it was in the last hour. Opens its chart.
import { UnstyledButton } from '@mantine/core';
import type { Tile } from '../../../shared/model/usage.ts';
import { commonText } from '../../text/common.ts';
import { tileText } from '../../text/overview.ts';
import { Sparkline } from './Sparkline.tsx';
import css from './Tile.module.css';
import { tileWords } from './tile-words.ts';

/** One hue for each kind of quantity, as in the charts. */
const HUE_OF: Readonly<Record<Tile['name'], string | undefined>> = {
  gpu: css.gpu,
  gpuMemory: css.gpu,
  gpuTemperature: css.heat,
  gpuPower: css.heat,
  cpu: css.host,
  memory: css.host,
  diskFree: css.host,
};

interface Props {
  readonly tile: Tile;
  readonly open: () => void;
}

export function TileButton({ tile, open }: Props) {
  const words = tileWords(tile);
  return (
    <UnstyledButton className={`card ${css.tile} ${HUE_OF[tile.name]}`} onClick={open}>
      <span className={css.name} title={tileText.names[tile.name]}>
        {tileText.names[tile.name]}
      </span>
      {words === undefined ? (
        <span className={css.note} title={tile.note}>
          {tile.note ?? commonText.none}
        </span>
      ) : (
        <span className={css.reading} title={tile.note ?? `${words.value} ${words.unit}`}>
          <span className={css.value}>{words.value}</span> <span className={css.unit}>{words.unit}</span>
        </span>
      )}
      <Sparkline tile={tile} />
    </UnstyledButton>
  );
}
