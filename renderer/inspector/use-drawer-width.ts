// The drawer's width as a state that outlives the window.
import { useEffect, useState } from 'react';
import { fitting, rememberedWidth, rememberWidth } from './drawer-width.ts';

/** Pixels, within what the window allows now; and what changes and remembers it. */
export function useDrawerWidth(): readonly [number, (px: number) => void] {
  const [wish, setWish] = useState(() => rememberedWidth(window.localStorage));
  const [windowPx, setWindowPx] = useState(() => window.innerWidth);
  useEffect(() => {
    const measure = () => setWindowPx(window.innerWidth);
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, []);
  const change = (px: number) => {
    const fits = fitting(px, windowPx);
    setWish(fits);
    rememberWidth(window.localStorage, fits);
  };
  return [fitting(wish, windowPx), change];
}
