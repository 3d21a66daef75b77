// The words of the list of keyboard shortcuts.

export const shortcutsText = {
  title: 'Keyboard shortcuts',
  close: 'Close',
  anywhere: { title: 'Anywhere', palette: 'Run a command', grafana: 'Open Grafana' },
  page: { title: 'On a page', filter: 'Filter what is seen', shortcuts: 'Show these shortcuts' },
  table: { title: 'In a table', down: 'The next row', up: 'The row above' },
  chart: {
    title: 'On the charts of the GPU page',
    closer: 'Zoom in',
    wider: 'Zoom out',
    leave: 'Back to now',
    earlier: 'Half a range earlier',
    later: 'Half a range later',
  },
  inspector: {
    title: 'In the inspector',
    logs: 'Logs',
    events: 'Events',
    yaml: 'YAML',
    shell: 'Shell',
    restart: 'Restart…',
    close: 'Close it',
  },
  explore: { title: 'On the page Explore', run: 'Run the expression' },
  log: { title: 'In a log', find: 'Search', follow: 'Follow the end again' },
  terminal: { title: 'In a terminal', copy: 'Copy', paste: 'Paste', leave: 'Leave the terminal' },
  key: {
    Escape: 'Esc',
    ArrowDown: '↓',
    ArrowUp: '↑',
    ArrowLeft: '←',
    ArrowRight: '→',
    shift: 'Shift',
    control: 'Ctrl',
    command: '⌘',
  },
} as const;
