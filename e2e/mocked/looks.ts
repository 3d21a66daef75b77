// The looks in which each state of a page is drawn: both themes, a usual window and a small one.
import { type Look, USUAL } from './fixture.ts';

const ALL: readonly (Look & { readonly isChecked: boolean })[] = [
  { ...USUAL, isChecked: true },
  { ...USUAL, theme: 'light', isChecked: false },
  { theme: 'dark', width: 900, height: 600, isChecked: false },
  { theme: 'light', width: 900, height: 600, isChecked: true },
];

/** `isChecked`: axe looks at it. In CI only those are drawn, which have each theme and each size: the others are for who looks at the pictures. */
export const LOOKS = process.env.CI === 'true' ? ALL.filter(({ isChecked }) => isChecked) : ALL;
