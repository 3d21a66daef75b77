// Takes away what the demo cluster keeps, so that the next one begins anew.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { findDemo } from './attach.ts';

/** Throws `AppError` `conflict` while another process runs it, which would write it again. */
export async function forgetDemo(stateDir: string): Promise<void> {
  if (await findDemo(stateDir)) {
    throw new AppError(
      'conflict',
      'Another program of ODIN’s runs the demo cluster: end it first, such as odin in a terminal.',
    );
  }
  const folder = join(stateDir, 'demo');
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new AppError('internal', `The demo cluster’s folder ${folder} cannot be removed (${code}).`, {
      cause: error,
    });
  }
}
