// The words of the Doctor page.
import type { DoctorLink, DoctorRemark } from '../../shared/model/doctor.ts';
import { DOCTOR_LINK_TITLES } from '../../shared/model/doctor-links.ts';

export const doctorText = {
  title: 'Doctor',
  loading: 'Looking at the driver, the cluster, the exporter and Prometheus…',
  failed: 'The chain could not be looked at',
  lookAgain: 'Look again',
  looking: 'Looking…',
  lookedAt: (time: string) => `Looked at ${time}.`,
  asleepSince: (time: string) => `Asleep since ${time}.`,
  elsewhere: 'This machine is not seen to be a node of the cluster: no files of the node were read.',
  onNode: 'Files of this node were read, and nothing was run that would wake a GPU.',
  cluster: 'The cluster',
  remarks: {
    storage: 'Storage',
    gpu: 'GPU',
    prometheus: 'Prometheus',
    node: 'What is measured',
    podMetrics: 'Pods',
  } satisfies Readonly<Record<DoctorRemark['about'], string>>,
  chain: 'From the driver to the charts',
  links: DOCTOR_LINK_TITLES,
  states: {
    ok: 'in order',
    broken: 'broken',
    unknown: 'not seen',
    notNeeded: 'not needed',
    behind: 'not looked at',
  } satisfies Readonly<Record<DoctorLink['state'], string>>,
  /** Of the link that the headline tells of. */
  first: 'The first broken link: see above.',
  read: 'What was read',
  nothingRead: 'Nothing of it was read.',
  mend: 'What to do',
  repair: { putBack: 'See what was changed by hand…', install: 'See the plan of an install…' },
} as const;
