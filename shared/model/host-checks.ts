// The checks of a machine that K3s is to be installed on, and what people call them.

/** In the order in which they are shown. */
export const HOST_CHECKS = [
  'system',
  'kubernetes',
  'ports',
  'kernel',
  'cgroups',
  'memory',
  'disk',
  'network',
  'firewall',
  'name',
  'clock',
  'swap',
  'docker',
  'gpu',
] as const;
export type HostCheckName = (typeof HOST_CHECKS)[number];

/** What a check is called in front of people. */
export const HOST_CHECK_TITLES: Readonly<Record<HostCheckName, string>> = {
  system: 'System',
  kubernetes: 'Kubernetes',
  ports: 'Ports',
  kernel: 'Kernel modules',
  cgroups: 'Control groups',
  memory: 'Memory',
  disk: 'Disk',
  network: 'Network',
  firewall: 'Firewall',
  name: 'Host name',
  clock: 'Clock',
  swap: 'Swap',
  docker: 'Docker',
  gpu: 'GPU',
};
