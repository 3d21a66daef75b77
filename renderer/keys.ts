// The keys of the window, each once: handlers act by them, and the list of shortcuts shows them. Those of pages stand in their rows.

export const KEYS = {
  /** Together with Ctrl, or ⌘ on a Mac; in text fields too. */
  withCommand: { palette: 'K', grafana: 'G' },
  /** Anywhere, while nobody types. */
  page: { filter: '/', shortcuts: '?' },
  /** In a table. */
  table: { down: 'ArrowDown', up: 'ArrowUp' },
  /** On the page of the GPUs, while nobody types. */
  chart: { closer: '+', wider: '-', leave: 'Escape' },
  /** The same, together with Shift. */
  chartWithShift: { earlier: 'ArrowLeft', later: 'ArrowRight' },
  /** In the box for an expression, together with Ctrl, or ⌘ on a Mac. */
  explore: { run: 'Enter' },
  /** Letters while the inspector has the focus and nobody types; `close` from anywhere on the page. */
  inspector: { logs: 'L', events: 'E', yaml: 'Y', shell: 'S', restart: 'R', close: 'Escape' },
  /** While the inspector shows a log. */
  log: { find: '/', follow: 'F' },
  /** Together with Ctrl and Shift, for a terminal has all other keys. */
  terminal: { copy: 'C', paste: 'V', leave: 'X' },
} as const;
