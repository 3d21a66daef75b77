// The system's dialog, answered by a test.
import type { LaunchedApp } from './launch.ts';

/** What a dialog was asked with. */
export interface NativeQuestion {
  readonly message: string;
  readonly detail: string;
}

/**
 * Answers each native question by its `button` (the first is 0) from now on, once the test calls `globalThis.answer` in the main
 * process; gives what was asked.
 */
export async function answerQuestions({ app }: LaunchedApp, button = 0): Promise<() => Promise<NativeQuestion[]>> {
  await app.evaluate(({ dialog }, response) => {
    const asked: unknown[] = [];
    Object.assign(globalThis, { asked });
    dialog.showMessageBox = async (...args: unknown[]) => {
      asked.push(args.at(-1));
      await new Promise<void>((resolve) => Object.assign(globalThis, { answer: resolve }));
      return { response, checkboxChecked: false };
    };
  }, button);
  return () => app.evaluate(() => (globalThis as unknown as { asked: NativeQuestion[] }).asked);
}
