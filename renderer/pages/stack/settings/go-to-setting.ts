// Brings a section or a setting of the form into sight, and the focus to it.

/** `key`: a section's id or a setting's path; of one whose part is off, the line that says so. Does nothing for what is not there. */
export function goToSetting(form: HTMLElement | null, key: string): void {
  const section = form?.querySelector<HTMLElement>(`[data-section="${CSS.escape(key)}"]`);
  if (section != null) {
    section.focus({ preventScroll: true });
    section.scrollIntoView({ block: 'start' });
    return;
  }
  const row = form?.querySelector<HTMLElement>(
    `[data-setting="${CSS.escape(key)}"], [data-holds~="${CSS.escape(key)}"]`,
  );
  // Buttons beside a field offer its usual values.
  const field = row?.querySelector<HTMLElement>('input, select, textarea') ?? row?.querySelector('button');
  field?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: 'center' });
}

/** The field that is wrong first, in the form's order. */
export function goToFirstError(form: HTMLElement | null): void {
  const first = form?.querySelector<HTMLElement>('[aria-invalid="true"]');
  first?.focus({ preventScroll: true });
  first?.scrollIntoView({ block: 'center' });
}

/** The section that is at the top of what is in sight. */
export function sectionInSight(scroller: HTMLElement): string | undefined {
  const sections = [...scroller.querySelectorAll<HTMLElement>('[data-section]')];
  const top = scroller.getBoundingClientRect().top;
  const isAtEnd = scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 2;
  // The last ones may be too short to reach the top.
  if (isAtEnd && scroller.scrollTop > 0) return sections.at(-1)?.dataset.section;
  return (sections.findLast((section) => section.getBoundingClientRect().top <= top + 24) ?? sections[0])?.dataset
    .section;
}
