// Saves a chart as a picture: brings it into sight, waits until nothing lies above it, and has the main process take it.
import { useRef } from 'react';
import { useSaveChart } from '../../ipc/app-queries.ts';
import { gpuText } from '../../text/gpu.ts';
import { notifyDone } from '../../ui/notify-done.tsx';
import { notifyFailure } from '../../ui/notify-failure.tsx';

/** A menu that stays longer than this many frames is in the picture. */
const MOST_FRAMES = 120;

/** `figure` is what is taken; while it is, it has the attribute `data-pictured`. */
export function useSavePicture(title: string) {
  const figure = useRef<HTMLElement>(null);
  const { mutateAsync } = useSaveChart();
  const save = async () => {
    const element = figure.current;
    if (element === null) return;
    element.dataset.pictured = '';
    try {
      element.scrollIntoView({ block: 'nearest', behavior: 'instant' });
      for (let frame = 0; frame < MOST_FRAMES && document.querySelector('[role="menu"]') !== null; frame++) {
        await nextFrame();
      }
      // One in which it is laid out, and one until that is on the screen.
      await nextFrame();
      await nextFrame();
      const path = await mutateAsync({ area: areaOf(element), title });
      if (path !== null) notifyDone(gpuText.pictureSaved, path);
    } catch (error) {
      notifyFailure(gpuText.pictureFailed, error);
    } finally {
      delete element.dataset.pictured;
    }
  };
  return { figure, save: () => void save() };
}

/** What of it is in the window. */
function areaOf(element: Element) {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  const [x, y] = [Math.max(0, left), Math.max(0, top)];
  return { x, y, width: Math.max(1, right - x), height: Math.max(1, bottom - y) };
}

function nextFrame(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}
