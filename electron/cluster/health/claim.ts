// A PersistentVolumeClaim: bound, waiting for its first consumer, or refused by its provisioner.
import { record, records, text } from '../../../shared/json.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import { specOf, statusOf } from './conditions.ts';
import { current, type Diagnosis, failed, inProgress } from './diagnosis.ts';
import { eventsOf, lastWarning, messageOf, type RelatedObjects } from './related.ts';

/** A provisioner repeats by itself; what it still says after this long, it will go on saying. */
const PROVISIONING_PATIENCE_SECONDS = 60;

/** The health of a claim. One that waits for its first consumer is healthy until a pod asks for it. */
export function diagnoseClaim(claim: KubeObject, related: RelatedObjects): Diagnosis {
  const phase = text(statusOf(claim).phase);
  if (phase === 'Bound') return current(`bound to ${text(specOf(claim).volumeName)}`);
  if (phase === 'Lost') return failed('claim', 'its volume is lost', ['phase Lost'], 0, { words: 'it is lost' });

  const events = eventsOf(related, claim);
  const storageClass = storageClassOf(claim, related);
  const isLate = storageClass?.volumeBindingMode === 'WaitForFirstConsumer';
  // Nobody tries to provision it yet: what was refused before is history.
  if (isLate && !isUsed(claim, related)) return current('waits for its first pod (WaitForFirstConsumer)');
  const refusal = messageOf(lastWarning(events, 'ProvisioningFailed'));
  const isMended = storageClass !== undefined && refusal.includes(`"${storageClass.metadata.name}" not found`);
  if (refusal !== '' && !isMended) {
    return failed('claim', `no volume: ${refusal}`, [refusal], PROVISIONING_PATIENCE_SECONDS, { words: refusal });
  }
  const unbound = messageOf(events.findLast((event) => event.reason === 'FailedBinding'));
  if (unbound !== '' && storageClass === undefined) {
    return failed('claim', `no volume: ${unbound}`, [unbound], PROVISIONING_PATIENCE_SECONDS, { words: unbound });
  }
  const last = messageOf(events.at(-1));
  return inProgress(last === '' ? 'has no volume yet' : `has no volume yet: ${last}`, last === '' ? [] : [last]);
}

function storageClassOf(claim: KubeObject, related: RelatedObjects): KubeObject | undefined {
  const name = specOf(claim).storageClassName;
  return related.storageClasses.find((candidate) => candidate.metadata.name === name);
}

function isUsed(claim: KubeObject, related: RelatedObjects): boolean {
  const { name, namespace } = claim.metadata;
  return related.pods.some(
    (pod) =>
      pod.metadata.namespace === namespace &&
      records(specOf(pod).volumes).some((volume) => record(volume.persistentVolumeClaim).claimName === name),
  );
}
