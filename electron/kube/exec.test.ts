import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { Exec, type ExecEnd } from './exec.ts';

/** The end that is told of what the API server says on the channel of errors. */
function endOf(status: unknown): ExecEnd | undefined {
  const ends: ExecEnd[] = [];
  const socket = Object.assign(new EventEmitter(), { resume: () => {}, close: () => {} });
  new Exec(socket as unknown as WebSocket, { onOutput: () => {}, onEnd: (end) => ends.push(end) });
  socket.emit('message', Buffer.from(`\x03${typeof status === 'string' ? status : JSON.stringify(status)}`));
  socket.emit('close', 1000);
  return ends[0];
}

const exited = (code: string) => ({
  message: 'it ended',
  details: { causes: [{ reason: 'ExitCode', message: code }] },
});

test('tells how a program ended', () => {
  expect(endOf({ status: 'Success' })).toEqual({ kind: 'exited', code: 0 });
  expect(endOf(exited('127'))).toEqual({ kind: 'exited', code: 127 });
  expect(endOf('the container is gone')).toEqual({ kind: 'failed', message: 'the container is gone' });
});

test('takes no number for an exit code that none can be', () => {
  for (const code of ['9'.repeat(30), '', 'NaN']) {
    expect(endOf(exited(code))).toEqual({ kind: 'failed', message: 'it ended' });
  }
});
