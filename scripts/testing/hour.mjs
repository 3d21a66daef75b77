// The hour that tests run at. In CI it is always the forenoon of some zone: near midnight a time is shown with its date, and the demo's
// GPU sleeps by the hour. What does depend on the hour has a test with a clock of its own; whoever runs the tests by hand has the hour
// of the day, or another by TZ.

const FORENOON = 9;

/**
 * The name of a zone in which it is between nine and ten, as `TZ` takes it. POSIX' own form (`UTC-3`) is none that Chromium knows.
 * @param {Date} now
 */
export function forenoonZone(now) {
  const ahead = ((FORENOON - now.getUTCHours() + 36) % 24) - 12;
  // Etc has its signs the other way round: ahead of UTC is "minus".
  return `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}
