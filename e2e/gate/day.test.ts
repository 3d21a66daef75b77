// Properties of the gate over any life of a GPU, and a day of one: a stand-in driver keeps the GPU awake for a while after each
// question and each use, as NVIDIA's does, and then puts it to sleep.
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BUSYBOX, GPU, Machine, pageOf, sampleOf } from './machine.testkit.ts';

/** How long the driver keeps a GPU awake that nobody uses any more; up to 120 s were seen. */
const AWAKE_SECONDS = 100;

let machine: Machine;
beforeEach(async () => {
  machine = await Machine.make();
});
afterEach(() => machine.end());

/** A GPU that programs use and that sleeps between them. */
class Driver {
  isUsed = false;
  isAwake = true;
  #users = 3;
  #suspendedMs = 0;
  #lastUse = 0;
  readonly canSleep: boolean;

  constructor(canSleep = true) {
    this.canSleep = canSleep;
    this.#lastUse = machine.uptime;
    machine.answer = (_request, response) => {
      this.isAwake = true; // whoever asks wakes it
      this.#lastUse = machine.uptime;
      response.end(pageOf([{ ...GPU, utilization: this.isUsed ? 0.9 : 0 }]));
    };
  }

  use(isUsed: boolean): void {
    if (isUsed !== this.isUsed) this.#users += isUsed ? 1 : -1;
    if (isUsed) this.isAwake = true;
    if (isUsed || this.isUsed) this.#lastUse = machine.uptime;
    this.isUsed = isUsed;
  }

  /** Time goes on; the files say how it is after it. */
  pass(seconds: number): void {
    machine.pass(seconds);
    if (this.isUsed) this.#lastUse = machine.uptime;
    if (!this.isAwake) this.#suspendedMs += 1000 * seconds;
    const idle = machine.uptime - this.#lastUse - AWAKE_SECONDS;
    if (this.isAwake && this.canSleep && idle >= 0) {
      this.isAwake = false;
      this.#suspendedMs += 1000 * idle;
    }
    machine.refcnt(`${this.#users}`);
    machine.device(GPU.pci, {
      status: this.isAwake ? 'active' : 'suspended',
      suspendedMs: `${this.#suspendedMs}`,
    });
  }
}

const askedOf = (page: string) => sampleOf(page, `odin_gpu_asked{pci="${GPU.pci}"}`);

describe.skipIf(BUSYBOX === undefined)('the gate', () => {
  it('never asks a sleeping GPU, and misses no scrape of one in use but the first', async () => {
    const step = fc.record({ seconds: fc.constantFrom(1, 5, 5, 5, 15, 60, 200), isUsed: fc.boolean() });
    // Runs of the same make rests and sleeps; single ones change between any two scrapes.
    const life = fc
      .array(fc.tuple(step, fc.integer({ min: 1, max: 6 })), { minLength: 1, maxLength: 8 })
      .map((runs) => runs.flatMap(([each, times]) => Array.from({ length: times }, () => each)));
    await fc.assert(
      fc.asyncProperty(life, fc.boolean(), async (steps, canSleep) => {
        await machine.end();
        machine = await Machine.make();
        const driver = new Driver(canSleep);
        let usedBefore = 0;
        for (const { seconds, isUsed } of steps) {
          driver.use(isUsed);
          driver.pass(seconds);
          const wasAwake = driver.isAwake;
          const { asked, page } = await machine.look();
          expect(askedOf(page)).toBe(asked ? 1 : 0);
          if (!wasAwake) expect(asked).toBe(false);
          if (isUsed && usedBefore > 0) expect(asked).toBe(true);
          usedBefore = isUsed ? usedBefore + 1 : 0;
        }
      }),
      { numRuns: 30 },
    );
  }, 120_000);

  it('lets a GPU sleep for most of a day on which it works for an hour now and then', async () => {
    const driver = new Driver();
    const calls = { asleep: 0, used: 0, idle: 0 };
    let [asleep, used, missed] = [0, 0, 0];
    const interval = 60;
    for (let minute = 0; minute < 24 * 60; minute++) {
      driver.use([9, 13, 20].includes(Math.floor(minute / 60)));
      driver.pass(interval);
      const wasAwake = driver.isAwake;
      const { asked } = await machine.look();
      if (!wasAwake) asleep += 1;
      if (driver.isUsed) used += 1;
      if (driver.isUsed && !asked) missed += 1;
      if (asked) calls[driver.isUsed ? 'used' : wasAwake ? 'idle' : 'asleep'] += 1;
    }
    expect(calls.asleep).toBe(0);
    expect([used, calls.used, missed]).toEqual([180, 180, 0]);
    // After each use it is looked at three times, left alone, and asleep before the rest is over.
    expect(calls.idle).toBeLessThanOrEqual(4 * 4);
    expect(asleep).toBeGreaterThan(24 * 60 - 180 - 4 * 8);
  }, 240_000);
});
