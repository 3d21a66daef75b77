// Sentences about ports of this machine that the stack wants on it, and another program has.
import { formatRef, type KubeObject, refKey } from '../../../shared/model/object.ts';
import type { StackSettings } from '../../../shared/model/stack-settings.ts';
import type { Capabilities } from './capabilities.ts';
import { hostPortsOf } from './host-ports.ts';
import type { Listener } from './listeners.ts';

/** As which the stack's pods on the host's network run. */
const NOBODY = 65_534;

/**
 * A sentence for each port: who holds it, and the two ways out. Not for the stack's own pods, which hold it as they should.
 *
 * @param objects of the stack, as the settings made them
 */
export function heldPortNotes(
  objects: readonly KubeObject[],
  _settings: StackSettings,
  { listeners, hostPorts }: Capabilities,
): readonly string[] {
  return objects.flatMap(hostPortsOf).flatMap(({ port, protocol, holder }) => {
    const isThere = hostPorts.some((one) => one.port === port && refKey(one.holder) === refKey(holder));
    const others = listeners.filter((one) => one.port === port && !(isThere && mayBePod(one)) && !one.process?.isPod);
    const [other] = others;
    if (protocol !== 'TCP' || other === undefined) return [];
    return [
      `Port ${port} of this machine is held by ${nameOf(other, port)}: ${formatRef(holder)} cannot start here, and nothing is measured by it, until that ends (${endOf(other, port)}) or nodeExporter.port in the settings names another port.`,
    ];
  });
}

function mayBePod({ process, userId }: Listener): boolean {
  return process?.isPod ?? userId === NOBODY;
}

function nameOf({ process }: Listener, port: number): string {
  if (process === undefined) return `a program of another user (\`sudo ss -ltnp 'sport = :${port}'\` names it)`;
  const { name, pid } = process;
  return name === 'docker-proxy' ? `a container of Docker (docker-proxy, process ${pid})` : `${name} (process ${pid})`;
}

function endOf({ process }: Listener, port: number): string {
  if (process?.name === 'docker-proxy') return `\`docker ps --filter publish=${port}\` names it`;
  const { unit } = process ?? {};
  return unit === undefined || unit.startsWith('user@')
    ? 'if it is not needed'
    : `\`sudo systemctl disable --now ${unit}\``;
}
