// The stack in one sentence before it is installed: what one gets, and what it takes.
import type { StackOffer } from '../../shared/model/stack-offer.ts';
import { stackOfferText } from '../text/status.ts';

export function StackOfferLine({ offer }: { readonly offer: StackOffer }) {
  return (
    <p className="muted">
      {stackOfferText.brings(offer)} {stackOfferText.takes(offer)}
    </p>
  );
}
