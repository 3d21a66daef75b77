// The demo cluster with the stack, kept by an app of its own, so that another app has it as it has any cluster: by a kubeconfig.
import { demoKubeconfig } from '../e2e/app/demo-failure.ts';
import { type LaunchedApp, launchApp } from '../e2e/app/launch.ts';
import { odin } from '../e2e/app/odin.ts';
import { callFrom } from '../e2e/app/person.ts';
import { DEMO_CONTEXT_ID } from '../shared/model/demo-context.ts';

/** Starts the app on the demo cluster and installs the stack; to be closed. */
export async function launchDemoWithStack(): Promise<LaunchedApp> {
  const launched = await launchApp({ env: { ODIN_DEMO_SPEED: '50' } });
  try {
    await callFrom(launched.page, 'clusters.select', { id: DEMO_CONTEXT_ID });
    const { code, stderr } = await odin(['--demo', 'install', '--yes'], { HOME: launched.home, ODIN_DEMO_SPEED: '50' });
    if (code !== 0) throw new Error(`odin install ended with ${code}: ${stderr}`);
    return launched;
  } catch (error) {
    await launched.close();
    throw error;
  }
}

/** Runs `work` with an app that has nothing to do but to show the stack; whoever keeps the cluster shows nothing. */
export async function withStackShown<T>(work: (shown: LaunchedApp) => Promise<T>): Promise<T> {
  const host = await launchDemoWithStack();
  try {
    await host.app.evaluate(({ BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows()) window.hide();
    });
    const kubeconfig = demoKubeconfig(host.home);
    const shown = await launchApp({ kubeconfig });
    try {
      await callFrom(shown.page, 'clusters.select', { id: `${kubeconfig}#demo` });
      await shown.page.getByRole('table', { name: 'Parts', exact: true }).waitFor({ timeout: 60_000 });
      return await work(shown);
    } finally {
      await shown.close();
    }
  } finally {
    await host.close();
  }
}
