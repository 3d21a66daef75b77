// `odin render`: the stack's manifests for this cluster, as YAML that `kubectl apply -f -` takes.
import { stringify } from 'yaml';
import { EXIT } from './exit-code.ts';
import { type Invocation, withSession } from './invocation.ts';

export async function runRender(invocation: Invocation): Promise<number> {
  const desired = await withSession(invocation, (session) => session.desired(undefined, invocation.signal));
  // The generated Secret is not among them: printing a password that nothing uses would only mislead.
  const text = desired.objects.map((object) => stringify(object, { version: '1.1', lineWidth: 0 })).join('---\n');
  invocation.console.result(desired.objects, text.trimEnd());
  for (const { reason } of desired.skipped) invocation.console.say(reason);
  return EXIT.ok;
}
