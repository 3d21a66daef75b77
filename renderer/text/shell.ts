// The words of the frame around the pages: sidebar, header, commands, what fails there. The pages’ names are in pages.ts.
import { count } from '../format/count.ts';

export const shellText = {
  product: 'ODIN',
  loadingPage: 'Opening the page…',
  connecting: (cluster: string) => `Connecting to ${cluster}…`,
  shortcut: (key: string) => `Ctrl ${key}`,
  macShortcut: (key: string) => `⌘${key}`,
  lastSeen: (age: string) => `Last seen ${age} ago.`,

  plugin: {
    waiting: (command: string) => `The credential plugin ${command} logs in; choosing another cluster ends it.`,
    silent: 'It has said nothing yet.',
    says: 'It says:',
  },

  nav: {
    label: 'Pages',
    skip: 'Skip to the page',
    noTray: 'This desktop shows no tray icon: closing the window quits.',
    trayOff: 'The tray icon is off: closing the window quits.',
  },

  header: {
    chooseCluster: 'Choose a cluster',
    noCluster: 'No cluster chosen',
    connecting: 'Connecting…',
    unreachable: 'Does not answer',
    demo: 'Demo',
    demoName: 'Demo cluster',
    demoAbout: 'A simulated cluster inside the app. Nothing on this machine changes.',
    facts: (distribution: string, version: string, nodes: number, isElsewhere: boolean) =>
      `${distribution} ${version} · ${count(nodes, 'node', 'nodes')}${isElsewhere ? ' · another machine' : ''}`,
    looksLike: (distribution: string) => `looks like ${distribution}`,
    current: 'current',
    cautions: {
      unverified: 'not verified',
      unencrypted: 'not encrypted',
      readable: 'readable by all',
      writable: 'writable by all',
      shared: 'name used twice',
    },
    noContexts: 'No contexts in this file.',
    noFiles: 'No kubeconfig was found.',
    builtIn: 'Built in',
    openPrometheus: 'Open Prometheus',
    openGrafana: 'Open Grafana',
    needsCluster: 'Choose a cluster first',
    needsStack: 'Install the stack first',
    commands: 'Run a command',
  },

  password: {
    open: 'Grafana password',
    user: 'User',
    password: 'Password',
    hidden: 'Hidden',
    show: 'Show for 30 s',
    hide: 'Hide',
    copy: 'Copy password',
    copied: 'The Grafana password is on the clipboard',
    hidesIn: (seconds: number) => `Hides in ${seconds} s`,
  },

  theme: { label: 'Theme', system: 'System', light: 'Light', dark: 'Dark' },

  commands: {
    title: 'Run a command',
    placeholder: 'Type what you want to do',
    nothing: 'No command has these words.',
    go: (page: string) => `Go to ${page}`,
    use: (cluster: string) => `Use ${cluster}`,
    theme: (name: string) => `Theme: ${name}`,
    setting: (name: string) => `Setting: ${name}`,
    install: 'Install the stack…',
    upgrade: 'Upgrade the stack…',
    silence: 'Silence an alert…',
    copyPassword: 'Copy Grafana’s password',
    restart: (part: string) => `Restart ${part}…`,
    logs: (part: string) => `Logs of ${part}`,
    alert: 'Alert',
    dashboard: (title: string) => `Open dashboard: ${title}`,
    groups: { recent: 'Recent', go: 'Go to', do: 'Do', things: 'Things', clusters: 'Clusters' },
  },

  failed: {
    openForward: (name: string) => `${name} could not be opened`,
    password: 'The Grafana password could not be read',
    select: 'The cluster could not be chosen',
    theme: 'The theme could not be kept',
    crash: 'This page stopped working',
  },
} as const;
