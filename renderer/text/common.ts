// Words that stand on any page and in any component.

export const commonText = {
  retry: 'Try again',
  cancel: 'Cancel',
  close: 'Close',
  copied: 'Copied',
  copy: (what: string) => `Copy ${what}`,
  none: '–',
} as const;
