// Words for a command that a person copies into their terminal: what is not plain is quoted as its shell wants it.

/** One word of a command line: for PowerShell on Windows, else for a POSIX shell. A tilde at its start goes on meaning home. */
export function shellQuote(word: string, platform: string): string {
  if (platform === 'win32') return /^[\w./\\:=@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", "''")}'`;
  if (/^[\w./:=@%+,-]+$/.test(word)) return word;
  const [, home = '', rest = word] = /^(~\/)(.+)$/s.exec(word) ?? [];
  return home + (/^[\w./:=@%+,-]+$/.test(rest) ? rest : `'${rest.replaceAll("'", "'\\''")}'`);
}
