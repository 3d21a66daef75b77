// A name is a door: any object that is named opens in the inspector, on the page that is shown.
import type { ReactNode } from 'react';
import { addressOf, type Opened } from './object-address.ts';
import { useHash } from './use-hash.ts';

interface Props extends Opened {
  readonly children: ReactNode;
  readonly className?: string | undefined;
}

export function ObjectLink({ children, className, ...opened }: Props) {
  const address = useHash((hash) => addressOf(hash, opened));
  return (
    <a href={address} className={className}>
      {children}
    </a>
  );
}
