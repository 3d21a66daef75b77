import { expect, test } from 'vitest';
import { forenoonZone } from './hour.mjs';

test.each(Array.from({ length: 24 }, (_, hour) => [hour]))(
  'at %i o’clock UTC it is the forenoon in a zone that Intl knows',
  (hour) => {
    const now = new Date(Date.UTC(2026, 0, 5, hour, 30));
    const zone = forenoonZone(now);
    expect(new Intl.DateTimeFormat('en-GB', { hour: 'numeric', hour12: false, timeZone: zone }).format(now)).toBe('09');
  },
);
