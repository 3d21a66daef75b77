// The words around failures of ODIN itself, and around what is sent to somebody who helps.

export const diagnosticsText = {
  help: 'Help',
  version: (version: string, electron: string) => `ODIN ${version} · Electron ${electron}`,
  about: 'For somebody who helps: versions, health and the last log lines, without secrets.',
  copy: 'Copy diagnostics',
  copied: 'Diagnostics are on the clipboard',
  copiedDetail: 'Look through them before you send them.',
  failed: 'The diagnostics could not be copied',
  reload: 'Reload',
} as const;
