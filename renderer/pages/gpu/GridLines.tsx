// The lines across a chart at the ticks of its vertical axis: quantities with a unit have three, evenly spaced (chart/scale.ts).
import { DefaultZIndexes, usePlotArea, ZIndexLayer } from 'recharts';

const PLACES = [0, 0.5, 1];

/** In place of recharts' own, which works both axes out once more for it, at each change of the chart. */
export function GridLines() {
  const plot = usePlotArea();
  if (plot === undefined) return null;
  const { x, y, width, height } = plot;
  return (
    <ZIndexLayer zIndex={DefaultZIndexes.grid}>
      {PLACES.map((place) => (
        <line
          key={place}
          className="grid-line"
          x1={x}
          x2={x + width}
          y1={y + height * place}
          y2={y + height * place}
          stroke="var(--grid)"
        />
      ))}
    </ZIndexLayer>
  );
}
