// The words of the shell in a container.

export const terminalText = {
  label: 'Terminal',
  container: 'Container',
  opening: 'Opening a shell…',
  ended: 'The shell has ended.',
  endedWith: (code: number) => `The shell has ended with exit code ${code}.`,
  endedBecause: (reason: string) => `The shell has ended: ${reason}`,
  failed: 'No shell could be opened',
  again: 'Open again',
  none: 'This pod has no container that a shell could be opened in.',
  leave: 'Ctrl Shift X leaves the terminal.',
} as const;
