// The links from the GPU's driver to its charts, and what people call them.

/** In the order in which a GPU's numbers travel. */
export const DOCTOR_LINKS = [
  'driver',
  'deviceFiles',
  'toolkit',
  'containerd',
  'runtimeClass',
  'handler',
  'devicePlugin',
  'allocatable',
  'exporter',
  'target',
  'series',
  'chart',
] as const;
export type DoctorLinkName = (typeof DOCTOR_LINKS)[number];

/** What a link is called in front of people. */
export const DOCTOR_LINK_TITLES: Readonly<Record<DoctorLinkName, string>> = {
  driver: 'Driver',
  deviceFiles: 'Device files',
  toolkit: 'Container toolkit',
  containerd: 'containerd’s configuration',
  runtimeClass: 'RuntimeClass',
  handler: 'Runtime handler',
  devicePlugin: 'Device plugin',
  allocatable: 'Allocatable GPUs',
  exporter: 'GPU exporter',
  target: 'Prometheus target',
  series: 'Series',
  chart: 'Charts',
};
