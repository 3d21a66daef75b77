// Reads off containerd's configuration, as K3s writes it, which runtimes it has. Its versions 2 and 3 name them alike.

/** `[plugins."io.containerd.grpc.v1.cri".containerd.runtimes."nvidia"]`, of version 3 with other words before it. */
const RUNTIME = /\.containerd\.runtimes\.(?:"([^"\n]+)"|'([^'\n]+)'|([\w-]+))\s*\]\s*$/;
const PROGRAM = /^\s*BinaryName\s*=\s*(?:"([^"\n]*)"|'([^'\n]*)')/;
/** No line of a configuration is longer, and expressions on one that is would take long. */
const LONGEST_LINE = 4_096;
const TABLE = /^\s*\[/;

/** Runtimes by name, each with its program, '' where that is not told. */
export function runtimesIn(config: string): Readonly<Record<string, string>> {
  const runtimes = new Map<string, string>();
  let current: string | undefined;
  for (const line of config.split('\n')) {
    if (line.length > LONGEST_LINE) continue;
    if (TABLE.test(line)) {
      const [, double, single, bare] = RUNTIME.exec(line.replace(/\s+#.*$/, '')) ?? [];
      const name = double ?? single ?? bare;
      if (name !== undefined) runtimes.set(name, '');
      // Its options stand in a table of their own, which names it again.
      current =
        name ?? (current !== undefined && line.includes(`runtimes.`) && line.includes(current) ? current : undefined);
      continue;
    }
    const [, double, single] = PROGRAM.exec(line) ?? [];
    const program = double ?? single;
    if (program !== undefined && current !== undefined) runtimes.set(current, program);
  }
  return Object.fromEntries(runtimes);
}

/** Whether K3s' own runtimes come out of a template: by its base, by its list of them, or written down. */
export function keepsRuntimes(template: string): boolean {
  return (
    /\{\{-?\s*template\s+"base"/.test(template) || /ExtraRuntimes/.test(template) || 'nvidia' in runtimesIn(template)
  );
}

/** The mode of NVIDIA's container runtime: what its own configuration chooses. */
export function modeIn(config: string): string | null {
  let isOurs = false;
  for (const line of config.split('\n')) {
    const [, table] = /^\s*\[([^\]]+)\]/.exec(line) ?? [];
    if (table !== undefined) isOurs = table.trim() === 'nvidia-container-runtime';
    const [, mode] = isOurs ? (/^\s*mode\s*=\s*"([\w-]+)"/.exec(line) ?? []) : [];
    if (mode !== undefined) return mode;
  }
  return null;
}
