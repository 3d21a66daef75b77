// For whoever asks a session and does not want to be told: a command of `odin` spreads it under what it does listen to.
import type { SessionListener } from './session.ts';

const ignore = (): void => {};

export const SILENT: SessionListener = {
  onStatus: ignore,
  onOverview: ignore,
  onVerdict: ignore,
  onAlerts: ignore,
  onStack: ignore,
  onOperation: ignore,
  onForwards: ignore,
};
