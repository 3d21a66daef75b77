// The shape of a tone: the same five everywhere, told apart without colour.
import { assertNever } from '../../shared/assert-never.ts';
import css from './tone.module.css';
import type { Tone } from './tone.ts';

interface Props {
  readonly tone: Tone;
  readonly size?: number;
  /** Its name for a screen reader; left out where a sentence stands beside it. */
  readonly label?: string;
}

export function StatusIcon({ tone, size = 16, label }: Props) {
  const shape = {
    className: `${css.icon} ${css[tone]} ${tone === 'busy' ? css.turning : ''}`,
    viewBox: '0 0 16 16',
    width: size,
    height: size,
  };
  return label === undefined ? (
    <svg {...shape} data-tone={tone} aria-hidden>
      {shapeOf(tone)}
    </svg>
  ) : (
    <svg {...shape} data-tone={tone} role="img" aria-label={label}>
      {shapeOf(tone)}
    </svg>
  );
}

function shapeOf(tone: Tone) {
  switch (tone) {
    case 'ok':
      return (
        <>
          <circle cx="8" cy="8" r="6.2" />
          <path d="m5.4 8.2 1.8 1.8 3.5-3.8" />
        </>
      );
    case 'warn':
      return (
        <>
          <path d="M8 2.2 14.4 13.4H1.6Z" />
          <path d="M8 6.6v3M8 11.6v.1" />
        </>
      );
    case 'bad':
      return (
        <>
          <path d="M5.4 1.8h5.2l3.6 3.6v5.2l-3.6 3.6H5.4L1.8 10.6V5.4Z" />
          <path d="m6 6 4 4m0-4-4 4" />
        </>
      );
    case 'busy':
      return (
        <>
          <circle cx="8" cy="8" r="6.2" opacity=".3" />
          <path d="M8 1.8a6.2 6.2 0 0 1 6.2 6.2" />
        </>
      );
    case 'none':
      return <circle cx="8" cy="8" r="6.2" strokeDasharray="2.4 2.4" />;
    default:
      return assertNever(tone);
  }
}
