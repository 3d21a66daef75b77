// The names that files are offered under when a person saves them.

/** `odin-support-2026-11-28-1402.zip`, by this machine's clock. `subject` comes from a page: its letters and digits alone are taken. */
export function savedName(subject: string, at: Date, ending: string): string {
  const words = subject.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  // Half a character is no name that a file system takes.
  const start = ['odin', ...words]
    .join('-')
    .slice(0, 60)
    .replace(/\p{Cs}$/u, '');
  return `${start}-${stamp(at)}.${ending}`;
}

function stamp(at: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-');
  return `${day}-${two(at.getHours())}${two(at.getMinutes())}`;
}
