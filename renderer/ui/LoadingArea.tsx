// The skeletons of what loads; after two seconds also words for what is being waited for.
import { type ReactNode, useEffect, useState } from 'react';
import css from './LoadingArea.module.css';
import { StatusIcon } from './StatusIcon.tsx';

const WORDS_AFTER_MS = 2_000;

export function LoadingArea({ words, children }: { readonly words: string; readonly children: ReactNode }) {
  const [isLong, setIsLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsLong(true), WORDS_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={css.area} aria-busy="true">
      {children}
      <p className={css.words} role="status">
        {isLong ? (
          <>
            <StatusIcon tone="busy" />
            {words}
          </>
        ) : null}
      </p>
    </div>
  );
}
