// `odin password`: Grafana's generated password, on request.
import { EXIT } from './exit-code.ts';
import { type Invocation, withSession } from './invocation.ts';

export async function runPassword(invocation: Invocation): Promise<number> {
  const credentials = await withSession(invocation, (session) => session.grafanaCredentials(invocation.signal));
  invocation.console.result(credentials, [credentials.user, credentials.password]);
  return EXIT.ok;
}
