// `odin render`: the stack's manifests with the default settings or those of a file, as YAML that `kubectl apply -f -` takes. Asks no cluster.
import { join } from 'node:path';
import { stringify } from 'yaml';
import { formatRef, refOf } from '../../shared/model/object.ts';
import { STACK_NAMESPACE } from '../../shared/model/stack.ts';
import { assetsDir } from '../assets.ts';
import { COMPLETE_CLUSTER } from '../stack/capabilities.ts';
import { renderStack } from '../stack/render.ts';
import { REQUIRES } from '../stack/requirements.ts';
import { EXIT } from './exit-code.ts';
import type { Invocation } from './invocation.ts';
import { type SettingsOption, settingsOf } from './settings-option.ts';

export async function runRender({ console }: Invocation, options: SettingsOption): Promise<number> {
  const { objects, createOnly, notes } = await renderStack({
    assetsDir: join(assetsDir(), 'stack'),
    namespace: STACK_NAMESPACE,
    capabilities: COMPLETE_CLUSTER,
    settings: await settingsOf(options),
  });
  const text = objects.map((object) => stringify(object, { version: '1.1', lineWidth: 0 })).join('---\n');
  console.result(objects, text.trimEnd());
  for (const object of objects) {
    const requirement = object.metadata.annotations?.[REQUIRES];
    if (requirement !== undefined) console.say(`${formatRef(refOf(object))} asks for ${requirement}.`);
  }
  for (const note of notes) console.say(note);
  // Not printed: each has a new password in it at every call.
  for (const secret of createOnly)
    console.say(`${formatRef(refOf(secret))} is not among them: \`odin install\` makes it, with a random password.`);
  return EXIT.ok;
}
