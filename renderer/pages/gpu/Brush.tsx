// The dragging over a chart that zooms all charts to the stretch.
import { type PointerEvent, type ReactNode, useRef, useState } from 'react';
import type { MetricsRange } from '../../../shared/model/metrics.ts';
import css from './Brush.module.css';
import { PLOT_INSETS } from './TimeChart.tsx';
import { type Stretch, timeAt } from './zoom.ts';

/** A click that shakes is no drag. */
const LEAST_DRAG_PX = 5;

interface Props {
  readonly data: Pick<MetricsRange, 'startSeconds' | 'endSeconds'>;
  readonly zoom: (stretch: Stretch) => void;
  readonly children: ReactNode;
}

/** Places in pixels from the left of the chart. */
interface Drag {
  readonly from: number;
  readonly to: number;
}

export function Brush({ data, zoom, children }: Props) {
  const [drag, setDrag] = useState<Drag>();
  const element = useRef<HTMLDivElement>(null);
  const isDragged = drag !== undefined && Math.abs(drag.to - drag.from) >= LEAST_DRAG_PX;
  const widthOf = () => element.current?.clientWidth ?? 0;
  const placeOf = (event: PointerEvent) => {
    const left = element.current?.getBoundingClientRect().left ?? 0;
    return Math.min(widthOf() - PLOT_INSETS.right, Math.max(PLOT_INSETS.left, event.clientX - left));
  };
  const end = () => {
    setDrag(undefined);
    if (drag === undefined || !isDragged) return;
    const plot = { left: PLOT_INSETS.left, width: widthOf() - PLOT_INSETS.left - PLOT_INSETS.right };
    const whole = { from: data.startSeconds, to: data.endSeconds };
    const timeOf = (place: number) => timeAt(place, plot, whole);
    zoom({ from: timeOf(Math.min(drag.from, drag.to)), to: timeOf(Math.max(drag.from, drag.to)) });
  };
  return (
    <div
      ref={element}
      className={css.brush}
      // Neither text is marked by a drag, nor does the chart take the focus: keys reach it by Tab.
      onMouseDownCapture={(event) => event.preventDefault()}
      onPointerDown={(event) => {
        if (event.button === 0 && event.isPrimary) setDrag({ from: placeOf(event), to: placeOf(event) });
      }}
      onPointerMove={(event) => {
        if (drag === undefined) return;
        // The button was let go of where nobody saw it.
        if (event.buttons === 0) return setDrag(undefined);
        const to = placeOf(event);
        setDrag({ ...drag, to });
        // From here on the drag goes on also where the chart does not.
        if (Math.abs(to - drag.from) >= LEAST_DRAG_PX) element.current?.setPointerCapture(event.pointerId);
      }}
      onPointerUp={end}
      onPointerCancel={() => setDrag(undefined)}
    >
      {children}
      {drag !== undefined && isDragged ? (
        <div
          className={css.stretch}
          style={{ left: Math.min(drag.from, drag.to), width: Math.abs(drag.to - drag.from) }}
        />
      ) : null}
    </div>
  );
}
