// `odin render`: the stack's manifests, as YAML that `kubectl apply -f -` takes. Asks no cluster.
import { formatRef, refOf } from '../../shared/model/object.ts';
import { REQUIRES } from '../stack/cluster-checks/requirements.ts';
import { writeYaml } from '../yaml/write.ts';
import { chosenStack, type StackOptions } from './chosen-stack.ts';
import { EXIT } from './exit-code.ts';
import type { Invocation } from './invocation.ts';

export async function runRender({ console }: Invocation, options: StackOptions): Promise<number> {
  const { objects, createOnly, skipped, notes } = await chosenStack(options);
  const text = objects.map((object) => writeYaml(object)).join('---\n');
  console.document(objects, text);
  for (const object of objects) {
    const requirement = object.metadata.annotations?.[REQUIRES];
    if (requirement !== undefined) console.say(`${formatRef(refOf(object))} asks for ${requirement}.`);
  }
  for (const { ref, reason } of skipped) console.say(`${formatRef(ref)} is left out: ${reason}`);
  for (const note of notes) console.say(note);
  // Not printed: each has a new password in it at every call.
  for (const secret of createOnly)
    console.say(`${formatRef(refOf(secret))} is not among them: \`odin install\` makes it, with a random password.`);
  return EXIT.ok;
}
