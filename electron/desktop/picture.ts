// The picture of a part of the window, as it is on the screen: nothing of a page is drawn a second time.
import type { BrowserWindow, Rectangle } from 'electron';
import { AppError } from '../../shared/errors.ts';
import type { PictureArea } from '../../shared/model/window-picture.ts';

/** The part of the window that is meant, in its own pixels; undefined where the area lies outside. `zoom` is that of the page. */
export function partOf(
  { x, y, width, height }: PictureArea,
  zoom: number,
  window: Pick<Rectangle, 'width' | 'height'>,
): Rectangle | undefined {
  const left = Math.floor(x * zoom);
  const top = Math.floor(y * zoom);
  const right = Math.min(window.width, Math.ceil((x + width) * zoom));
  const bottom = Math.min(window.height, Math.ceil((y + height) * zoom));
  return right > left && bottom > top ? { x: left, y: top, width: right - left, height: bottom - top } : undefined;
}

/** A PNG of it. Throws `AppError` `badInput` for what is not in the window, `unavailable` where nothing was drawn. */
export async function pictureOf(window: BrowserWindow | null, area: PictureArea): Promise<Uint8Array> {
  if (window === null) throw new AppError('unavailable', 'There is no window to take a picture of.');
  const [width = 0, height = 0] = window.getContentSize();
  const part = partOf(area, window.webContents.getZoomFactor(), { width, height });
  if (part === undefined) throw new AppError('badInput', 'The chart is not in sight: scroll to it, and save it again.');
  const image = await window.webContents.capturePage(part);
  if (image.isEmpty())
    throw new AppError('unavailable', 'The window was not drawn: bring it to the front, and save again.');
  return image.toPNG();
}
