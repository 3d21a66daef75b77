// A screen of one's own: an Xvfb on a free display, so that tests never touch the person's.
import { spawn } from 'node:child_process';
import { Failure } from '../command.mjs';

/**
 * Starts Xvfb and waits until it can be used. macOS and Windows have no such thing: there `display` is undefined.
 * @returns {Promise<{ display: string | undefined, stop: () => void }>}
 */
export async function startVirtualDisplay() {
  if (process.platform !== 'linux') return { display: undefined, stop: () => {} };
  // Without -noreset it begins anew when its last window is gone, and refuses whoever comes at that moment.
  const arguments_ = ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp', '-noreset'];
  const server = spawn('Xvfb', arguments_, {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  // Its own process group would outlive a crash of this one; so would a display that nobody ends.
  const stop = () => void server.kill();
  process.once('exit', stop);
  const number = await new Promise((resolve, reject) => {
    let messages = '';
    server.stderr?.setEncoding('utf8').on('data', (text) => {
      messages += text;
    });
    server.once('error', (error) => reject(new Failure(`Xvfb could not be started: ${error.message}`)));
    server.once('exit', () => reject(new Failure(`Xvfb ended before it was ready: ${messages.trim()}`)));
    // Xvfb writes the number of the display once it listens.
    server.stdio[3]?.once('data', (text) => resolve(String(text).trim()));
  });
  return { display: `:${number}`, stop };
}
