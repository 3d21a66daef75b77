// The words around failures of ODIN itself, and around what is sent to somebody who helps.
export const diagnosticsText = {
  help: 'Help',
  version: (version: string, electron: string) => `ODIN ${version} · Electron ${electron}`,
  copy: 'Copy diagnostics',
  copied: 'Diagnostics are on the clipboard',
  copiedDetail: 'Versions, health and the last log lines, without secrets: look through them before you send them.',
  failed: 'The diagnostics could not be copied',
  reload: 'Reload',
} as const;
