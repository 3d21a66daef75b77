// The drawer's left edge: pulled by the mouse, moved by the arrow keys.
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { inspectorText } from '../text/inspector.ts';
import { boundsIn } from './drawer-width.ts';
import css from './Inspector.module.css';

const STEP_PX = 24;

interface Props {
  readonly width: number;
  readonly setWidth: (px: number) => void;
}

export function Resizer({ width, setWidth }: Props) {
  const grip = useRef<{ readonly x: number; readonly width: number }>(null);
  const { least, most } = boundsIn(window.innerWidth);
  const begin = (event: PointerEvent) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = { x: event.clientX, width };
  };
  const move = (event: PointerEvent) => {
    if (grip.current !== null) setWidth(grip.current.width + grip.current.x - event.clientX);
  };
  const end = () => {
    grip.current = null;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = { ArrowLeft: width + STEP_PX, ArrowRight: width - STEP_PX, Home: most, End: least }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    setWidth(next);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a <hr> takes no focus; this is the splitter of the ARIA practices
    <div
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={inspectorText.resize}
      aria-valuemin={least}
      aria-valuemax={most}
      aria-valuenow={width}
      className={css.resizer}
      onPointerDown={begin}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
      onKeyDown={onKeyDown}
    />
  );
}
