import { endWish, useWishInHand } from '../../../web/app/wish-in-hand.ts'
import { WishDialog } from './wish-dialog.tsx'

/** The form for a place on the waitlist, wherever it was asked for. */
export function WishRegion() {
  const wish = useWishInHand()
  return wish && <WishDialog key={`${wish.patient} ${wish.appointment}`} {...wish} onClose={endWish} />
}
