// The names of the layers with what each holds now; a pod that holds some is a door to it.
import type { Scale } from '../../chart/scale.ts';
import { ObjectLink } from '../../status/ObjectLink.tsx';
import cardCss from './ChartCard.module.css';
import { HolderName } from './HolderName.tsx';
import { HolderSwatch } from './HolderSwatch.tsx';
import css from './HoldersCard.module.css';
import type { Layer } from './holders.ts';
import { latestOf } from './series.ts';

interface Props {
  readonly layers: readonly Layer[];
  /** The last step, in unix seconds, and how long one is. */
  readonly now: { readonly endSeconds: number; readonly stepSeconds: number };
  readonly scale: Scale;
  /** Whether the last values are the present ones. */
  readonly isNow: boolean;
}

export function HolderLegend({ layers, now, scale, isNow }: Props) {
  return (
    <ul className={cardCss.legend}>
      {layers.map((layer) => {
        const held = isNow ? (latestOf(layer, now.endSeconds, now.stepSeconds) ?? 0) : 0;
        return (
          <li key={layer.id} className={css.entry} title={layer.label}>
            <HolderSwatch fill={layer.fill} />
            <Name layer={layer} isThere={held > 0} />
            {held === 0 ? null : (
              <span className={cardCss.smallValue}>
                {scale.format(held)} <span className={cardCss.unit}>{scale.unit}</span>
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** A pod that holds nothing now may be gone. */
function Name({ layer, isThere }: { readonly layer: Layer; readonly isThere: boolean }) {
  const { holder, label } = layer;
  if (holder.kind !== 'pod' || holder.namespace === undefined || !isThere) {
    return (
      <span className={css.name}>
        <HolderName name={label} />
      </span>
    );
  }
  return (
    <ObjectLink
      object={{ apiVersion: 'v1', kind: 'Pod', namespace: holder.namespace, name: holder.name }}
      className={`${css.name} ${css.door}`}
    >
      <HolderName name={label} />
    </ObjectLink>
  );
}
