// A section of the settings, a place of the page's address: who was led to it finds it in sight, with the focus.
import { type ReactNode, useEffect, useRef } from 'react';
import { appSettingsText } from '../../text/app-settings.ts';
import css from './SettingsPage.module.css';

/** Its name in the address. */
export type SectionName = keyof typeof appSettingsText.sections;

interface Props {
  readonly name: SectionName;
  /** The place that the address names. */
  readonly place: string | undefined;
  readonly children: ReactNode;
}

export function Section({ name, place, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const isHere = place === name;
  useEffect(() => {
    if (!isHere) return;
    heading.current?.scrollIntoView({ block: 'start' });
    heading.current?.focus({ preventScroll: true });
  }, [isHere]);
  const id = `setting-${name}`;
  return (
    <section className={`card ${css.section}`} aria-labelledby={id}>
      <h2 id={id} ref={heading} tabIndex={-1}>
        {appSettingsText.sections[name]}
      </h2>
      {children}
    </section>
  );
}
