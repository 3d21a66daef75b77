// A day in the life of a laptop's RTX 4090: idle, desktop, training, inference, games. A pure function of time.

/** The GPU that the demo machine has. Its fan is the laptop's, so the driver does not know it. */
export const GPU = {
  uuid: '8b1f6c1e-6d0a-4f5e-9a53-4090de300001',
  name: 'NVIDIA GeForce RTX 4090 Laptop GPU',
  driver: '595.71.05',
  cuda: '13.2',
  memoryTotalBytes: 16376 * 2 ** 20,
  powerLimitWatts: 175,
} as const;

/** What a kind of work asks of the GPU, at most and at least. */
interface Load {
  readonly utilization: readonly [number, number];
  readonly powerWatts: readonly [number, number];
  readonly memoryGiB: number;
  /** How long its bursts are; 0 for steady work. */
  readonly burstSeconds: number;
  /** How busy it keeps the machine's processor, 0 to 1. */
  readonly cpu: number;
}

const IDLE: Load = { utilization: [0, 0.02], powerWatts: [6, 9], memoryGiB: 0.4, burstSeconds: 0, cpu: 0.015 };
const DESKTOP: Load = { utilization: [0.02, 0.14], powerWatts: [16, 31], memoryGiB: 1.2, burstSeconds: 20, cpu: 0.07 };
const TRAINING: Load = {
  utilization: [0.93, 0.99],
  powerWatts: [151, 171],
  memoryGiB: 13.6,
  burstSeconds: 0,
  cpu: 0.28,
};
const INFERENCE: Load = { utilization: [0, 0.88], powerWatts: [24, 142], memoryGiB: 10.1, burstSeconds: 45, cpu: 0.12 };
const GAMING: Load = { utilization: [0.71, 0.98], powerWatts: [128, 173], memoryGiB: 8.3, burstSeconds: 90, cpu: 0.34 };

/** From which hour of the day on. */
const DAY: readonly (readonly [number, Load])[] = [
  [0, IDLE],
  [7.5, DESKTOP],
  [9, TRAINING],
  [12, DESKTOP],
  [12.25, IDLE],
  [12.75, DESKTOP],
  [13, INFERENCE],
  [15.5, DESKTOP],
  [16, IDLE],
  [16.5, DESKTOP],
  [17, TRAINING],
  [18.5, DESKTOP],
  [19.5, GAMING],
  [23, DESKTOP],
];

const GIBIBYTE = 2 ** 30;
const DAY_SECONDS = 86_400;
const AMBIENT_CELSIUS = 35;
const CELSIUS_PER_WATT = 0.27;
/** The heat sink averages over about so long. */
const THERMAL_SECONDS = 150;
/** Training writes a checkpoint so often, and the GPU waits for it. */
const EPOCH_SECONDS = 720;
const CHECKPOINT_SECONDS = 25;

/** The GPU at one moment. */
export interface GpuState {
  readonly utilization: number;
  readonly memoryUsedBytes: number;
  readonly powerWatts: number;
  readonly temperatureCelsius: number;
  readonly smClockHz: number;
  readonly memoryClockHz: number;
}

/** What the GPU does at a time, in seconds since midnight of some day. */
export function gpuAt(seconds: number): GpuState {
  const load = loadAt(seconds);
  const activity = activityAt(seconds, load);
  const powerWatts = powerAt(seconds);
  let heat = 0;
  const steps = 6;
  for (let step = 0; step < steps; step++) heat += powerAt(seconds - (step * THERMAL_SECONDS) / steps) / steps;
  const isBusy = load.powerWatts[1] > 60;
  return {
    utilization: Math.round(between(load.utilization, activity) * 100) / 100,
    memoryUsedBytes: Math.round(load.memoryGiB * (0.97 + 0.05 * noise(seconds / 300)) * 1024) * (GIBIBYTE / 1024),
    powerWatts: Math.round(powerWatts * 100) / 100,
    temperatureCelsius: Math.round(AMBIENT_CELSIUS + heat * CELSIUS_PER_WATT),
    smClockHz: Math.round(isBusy ? 1755 + 420 * Math.max(0, activity) - heat * 0.7 : 210 + 600 * activity) * 1e6,
    memoryClockHz: (isBusy ? 9001 : load === IDLE ? 405 : 810) * 1e6,
  };
}

/** How busy the machine's processor is, 0 to 1. */
export function cpuLoadAt(seconds: number): number {
  const { cpu } = loadAt(seconds);
  return Math.min(0.98, cpu * (0.75 + 0.5 * noise(seconds / 37 + 11)) + 0.01 * noise(seconds / 7));
}

function loadAt(seconds: number): Load {
  const hour = secondsOfDay(seconds) / 3600;
  let found = IDLE;
  for (const [from, load] of DAY) if (hour >= from) found = load;
  return found;
}

/** The spans of a day without work, in seconds since its midnight. */
export const IDLE_SPANS: readonly { readonly from: number; readonly to: number }[] = DAY.flatMap(
  ([from, load], index) => (load === IDLE ? [{ from: from * 3600, to: (DAY[index + 1]?.[0] ?? 24) * 3600 }] : []),
);

/** Seconds since midnight, of a time before or after 1970. */
export function secondsOfDay(seconds: number): number {
  return ((seconds % DAY_SECONDS) + DAY_SECONDS) % DAY_SECONDS;
}

function powerAt(seconds: number): number {
  const load = loadAt(seconds);
  return between(load.powerWatts, activityAt(seconds, load));
}

/** 0 to 1: where between its least and its most the work is. */
function activityAt(seconds: number, load: Load): number {
  const jitter = noise(seconds / 4);
  if (load === TRAINING && seconds % EPOCH_SECONDS < CHECKPOINT_SECONDS) return -4 + jitter;
  if (load.burstSeconds === 0) return 0.3 + 0.6 * jitter;
  const burst = noise(seconds / load.burstSeconds + 7);
  return Math.min(1, Math.max(0, (burst - 0.35) * 2.2)) * (0.85 + 0.15 * jitter);
}

function between([least, most]: readonly [number, number], share: number): number {
  return Math.max(0.05 * least, least + (most - least) * share);
}

/** Smooth noise between 0 and 1, the same for the same time. */
function noise(x: number): number {
  const whole = Math.floor(x);
  const part = x - whole;
  const smooth = part * part * (3 - 2 * part);
  return hash(whole) * (1 - smooth) + hash(whole + 1) * smooth;
}

function hash(n: number): number {
  let h = Math.imul(n ^ (n >>> 16), 0x45d9f3b);
  h = Math.imul(h ^ (h >>> 16), 0x45d9f3b);
  return ((h ^ (h >>> 16)) >>> 0) / 2 ** 32;
}
