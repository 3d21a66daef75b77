// A PersistentVolumeClaim: bound, waiting for its first consumer, or refused by its provisioner.
import type { KubeObject } from '../../../shared/model/object.ts';
import { specOf, statusOf } from './conditions.ts';
import { current, type Diagnosis, failed, inProgress } from './diagnosis.ts';
import { record, records, text } from './fields.ts';
import { eventsOf, lastWarning, messageOf, type Related } from './related.ts';

/** A provisioner repeats by itself; what it still says after this long, it will go on saying. */
const PROVISIONING_PATIENCE_SECONDS = 60;

/** The health of a claim. One that waits for its first consumer is healthy until a pod asks for it. */
export function diagnoseClaim(claim: KubeObject, related: Related): Diagnosis {
  const phase = text(statusOf(claim).phase);
  if (phase === 'Bound') return current(`bound to ${text(specOf(claim).volumeName)}`);
  if (phase === 'Lost') return failed('claim', 'its volume is lost', ['phase Lost'], 0);

  const events = eventsOf(related, claim);
  const refusal = messageOf(lastWarning(events, 'ProvisioningFailed'));
  if (refusal !== '') return failed('claim', `no volume: ${refusal}`, [refusal], PROVISIONING_PATIENCE_SECONDS);
  const unbound = messageOf(events.findLast((event) => event.reason === 'FailedBinding'));
  if (unbound !== '') return failed('claim', `no volume: ${unbound}`, [unbound], PROVISIONING_PATIENCE_SECONDS);

  if (waitsForConsumer(claim, events, related) && !isUsed(claim, related)) {
    return current('waits for its first pod (WaitForFirstConsumer)');
  }
  const last = messageOf(events.at(-1));
  return inProgress(last === '' ? 'has no volume yet' : `has no volume yet: ${last}`, last === '' ? [] : [last]);
}

function waitsForConsumer(claim: KubeObject, events: readonly KubeObject[], related: Related): boolean {
  if (events.some((event) => event.reason === 'WaitForFirstConsumer')) return true;
  const name = specOf(claim).storageClassName;
  const storageClass = related.storageClasses.find((candidate) => candidate.metadata.name === name);
  return storageClass?.volumeBindingMode === 'WaitForFirstConsumer';
}

function isUsed(claim: KubeObject, related: Related): boolean {
  const { name, namespace } = claim.metadata;
  return related.pods.some(
    (pod) =>
      pod.metadata.namespace === namespace &&
      records(specOf(pod).volumes).some((volume) => record(volume.persistentVolumeClaim).claimName === name),
  );
}
