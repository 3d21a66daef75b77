// The tones of the chain and of its links.
import { assertNever } from '../../../shared/assert-never.ts';
import type { DoctorLink, DoctorReport } from '../../../shared/model/doctor.ts';
import type { Tone } from '../../ui/tone.ts';

export function toneOfLevel(level: DoctorReport['level']): Tone {
  switch (level) {
    case 'whole':
    case 'asleep':
      return 'ok';
    case 'broken':
      return 'bad';
    case 'noGpu':
    case 'notInstalled':
    case 'unknown':
      return 'none';
    default:
      return assertNever(level);
  }
}

export function toneOfLink(state: DoctorLink['state']): Tone {
  switch (state) {
    case 'ok':
      return 'ok';
    case 'broken':
      return 'bad';
    case 'unknown':
    case 'notNeeded':
    case 'behind':
      return 'none';
    default:
      return assertNever(state);
  }
}
