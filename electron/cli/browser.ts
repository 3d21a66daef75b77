// Hands an address to the system's browser.
import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** An opener that fails says so by then; one that goes on may be the browser itself. */
const FAILS_WITHIN_MS = 3_000;

/** A program, its arguments, and what it reads. */
interface Opener {
  readonly program: string;
  readonly args: readonly string[];
  readonly input?: string;
}

/**
 * Opens an address of this machine's gateway, and tells whether there was a browser for it. Nobody else may read a secret in it:
 * on Linux it has none, where others see command lines; a Mac's script is read from a pipe; Windows shows them to nobody.
 */
export async function openInBrowser(
  address: string,
  platform: NodeJS.Platform,
  environment: NodeJS.ProcessEnv,
): Promise<boolean> {
  const opener = openerFor(address, platform, environment);
  if (opener === undefined) return false;
  const { program, args, input = '' } = opener;
  const child = spawn(program, args, { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  child.unref();
  const patience = AbortSignal.timeout(FAILS_WITHIN_MS);
  try {
    const [code] = await once(child, 'exit', { signal: patience });
    return code === 0;
  } catch {
    // It is not there, or it has not ended and so did not fail.
    return patience.aborted;
  }
}

/** Undefined where nobody would see a browser, as over SSH. */
export function openerFor(
  address: string,
  platform: NodeJS.Platform,
  { DISPLAY, WAYLAND_DISPLAY, BROWSER }: NodeJS.ProcessEnv,
): Opener | undefined {
  switch (platform) {
    case 'darwin':
      return { program: 'osascript', args: ['-'], input: `open location ${JSON.stringify(address)}\n` };
    case 'win32':
      return { program: 'rundll32', args: ['url.dll,FileProtocolHandler', address] };
    default:
      if (!DISPLAY && !WAYLAND_DISPLAY && !BROWSER) return undefined;
      return { program: 'xdg-open', args: [address] };
  }
}
