import { describe, expect, it } from 'vitest';
import type { HealthState } from '../../../shared/model/health.ts';
import type { ObjectProgress, Operation } from '../../../shared/model/operation.ts';
import {
  countDone,
  culpritOf,
  howFar,
  listedOf,
  phaseWords,
  sentenceIn,
  sentenceOf,
  shareDone,
  stepsOf,
  toneIn,
  worthALook,
} from './progress.ts';

const object = (name: string, rest: Partial<ObjectProgress>): ObjectProgress => ({
  ref: { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'monitoring', name },
  op: 'created',
  step: 'applied',
  ...rest,
});
const health = (state: HealthState, reason = '') => ({
  state,
  reason,
  evidence: [],
});

const waiting = object('waiting', { step: 'waiting' });
const healthy = object('healthy', { health: health('Current') });
const starting = object('starting', { health: health('InProgress', '0 of 1 ready: pulling the image') });
const failed = object('failed', { health: health('Failed', 'The image does not exist') });
const gone = object('gone', { op: 'deleted', health: health('NotFound') });
const skipped = object('skipped', { op: 'skipped' });

describe('the list of a part', () => {
  const unchanged = object('unchanged', { op: 'unchanged', health: health('Current', 'exists') });
  const broken = object('broken', { op: 'unchanged', health: health('Failed', 'it crashes') });

  it('leaves out what stays as it is beside what changes, and never what failed', () => {
    expect(listedOf('succeeded', [unchanged, healthy, broken])).toEqual([healthy, broken]);
    expect(listedOf('succeeded', [unchanged])).toEqual([unchanged]);
  });

  it('has what is shown first', () => {
    expect(worthALook(listedOf('succeeded', [unchanged, healthy]))).toBe(healthy);
  });

  it('knows whose log says why', () => {
    const crashed = { ...failed, ref: { ...failed.ref, apiVersion: 'apps/v1', kind: 'Deployment' } };
    expect(culpritOf([healthy, failed, crashed])).toBe(crashed);
    expect(culpritOf([healthy, failed])).toBeUndefined();
  });
});

describe('countDone', () => {
  it('counts what needs no more waiting', () => {
    expect(countDone([waiting, healthy, starting, failed, gone, skipped])).toBe(3);
  });
});

describe('how far it is', () => {
  const of = (part: string | undefined, one: ObjectProgress): ObjectProgress => ({ ...one, part });
  const unchanged = object('unchanged', { op: 'unchanged', step: 'waiting' });
  const objects = [of('Loki', healthy), of('Alloy', healthy), of('Alloy', starting), of('Grafana', unchanged)];
  const operation = { verb: 'upgrade', phase: 'verifying', objects, startedAt: 0 } as unknown as Operation;

  it('counts parts of which everything is ready, and only those that change', () => {
    expect(stepsOf(objects)).toEqual({ done: 1, all: 2, areParts: true });
    expect(shareDone(objects)).toBeCloseTo(2 / 3);
    expect(stepsOf([healthy, waiting, unchanged])).toEqual({ done: 1, all: 2, areParts: false });
    expect(shareDone([unchanged])).toBe(1);
  });

  it('says it with the time that it takes, and at the end what changed and what was kept', () => {
    expect(howFar(operation, 12_000)).toBe('1 of 2 parts ready · 0:12');
    const kept = object('kept', { op: 'kept' });
    const ended = { ...operation, phase: 'succeeded', objects: [...objects, kept] } as Operation;
    expect(howFar(ended, 12_000)).toBe('3 created, 1 kept');
    expect(howFar({ ...ended, objects: [unchanged] }, 0)).toBe('No object changes');
    expect(howFar({ ...ended, phase: 'failed', error: 'It crashes.' }, 0)).toBe('It crashes.');
  });
});

describe('worthALook', () => {
  it('prefers a failure, then what is being waited for', () => {
    expect(worthALook([waiting, healthy, starting, failed])).toBe(failed);
    expect(worthALook([waiting, healthy, starting])).toBe(starting);
    expect(worthALook([waiting, healthy])).toBe(waiting);
    expect(worthALook([])).toBeUndefined();
  });
});

describe('sentenceOf', () => {
  it('says the health’s own sentence, else where the object stands', () => {
    expect(sentenceOf(starting)).toBe('0 of 1 ready: pulling the image');
    expect(sentenceOf(waiting)).toBe('Waiting');
    expect(sentenceOf(healthy)).toBe('Healthy');
    expect(sentenceOf(skipped)).toBe('Applied');
  });
});

describe('an operation that has ended', () => {
  const stopping = object('stopping', { op: 'deleted', health: health('Terminating') });

  it('leaves nothing turning', () => {
    expect(toneIn('verifying', starting)).toBe('busy');
    expect(toneIn('failed', starting)).toBe('none');
    expect(toneIn('cancelled', object('applying', { step: 'applying' }))).toBe('none');
    expect(toneIn('cancelled', healthy)).toBe('ok');
    expect(toneIn('failed', failed)).toBe('bad');
  });

  it('says what each object was then', () => {
    expect(sentenceIn('verifying', starting)).toBe('0 of 1 ready: pulling the image');
    expect(sentenceIn('failed', starting)).toBe('Was still starting when this ended: 0 of 1 ready: pulling the image');
    expect(sentenceIn('cancelled', stopping)).toBe('Was still stopping when this ended.');
    expect(sentenceIn('cancelled', waiting)).toBe('Not begun when this ended.');
    expect(sentenceIn('cancelled', healthy)).toBe('Healthy');
  });
});

describe('phaseWords', () => {
  it('are those of what was asked for; an install of what is there is an upgrade', () => {
    expect(phaseWords({ verb: 'rollback', want: 'putBack', phase: 'succeeded' })).toMatch(/put back/);
    expect(phaseWords({ verb: 'rollback', want: 'recover', phase: 'applying' })).toMatch(/interrupted/);
    expect(phaseWords({ verb: 'upgrade', want: 'accept', phase: 'succeeded' })).toMatch(/part of the release/);
    expect(phaseWords({ verb: 'upgrade', want: 'install', phase: 'applying' })).toBe('Upgrading');
    expect(phaseWords({ verb: 'uninstall', phase: 'applying' })).toBe('Uninstalling');
  });
});
