// The words around the support bundle.
import { count } from '../format/count.ts';

export const supportText = {
  open: 'Support bundle…',
  title: 'Support bundle',
  about: 'For somebody who helps. What may be a secret is masked, and nothing is sent: look through it, then save it.',
  making: 'Gathering what belongs in it…',
  failed: 'The support bundle could not be made.',
  files: 'Files of the bundle',
  preview: (name: string) => `What is in ${name}`,
  previewFailed: 'This file cannot be shown.',
  cut: 'Only the beginning is shown here; the bundle has all of it.',
  size: (n: number, size: string) => `${count(n, 'file', 'files')}, ${size}`,
  save: 'Save…',
  saved: (path: string) => `Saved as ${path}.`,
  showFile: 'Show in folder',
  saveFailed: 'The support bundle was not saved',
  showFailed: 'The folder could not be shown',
} as const;
