import { type ComponentType, lazy } from 'react'
import { PhoneRegion } from './phone-region.tsx'

/** The code of the card of a person; the same each time. */
export const fetchPatientCard = () => import('../../features/patients/screens/index.tsx')

/** The frame's three places that features fill. A place without a component is not drawn. Load them lazily (React.lazy) when they are heavy. */
export const regions: {
  /** In the top bar; its input carries data-one-box, so that `/` and Ctrl K find it. */
  OneBox?: ComponentType
  /** Left: what wants attention now. */
  NowRail?: ComponentType
  /** Left, over everything else there: the telephone of a desk that has one. */
  Phone?: ComponentType
  /** Right: the person in hand. */
  PatientCard?: ComponentType<{ patientId: string }>
  /** Over everything: the form for a place on the waitlist, when one was asked for. */
  WishForm?: ComponentType
  /** The number beside Inbox; renders nothing when it is zero. */
  InboxCount?: ComponentType
} = {
  OneBox: lazy(() => import('./one-box/one-box.tsx').then(door => ({ default: door.OneBox }))),
  NowRail: lazy(() => import('../../features/calls/screens/index.tsx').then(door => ({ default: door.NowRail }))),
  Phone: PhoneRegion,
  InboxCount: lazy(() => import('../../features/inbox/screens/index.tsx').then(door => ({ default: door.InboxCount }))),
  WishForm: lazy(() =>
    import('../../features/waitlist/screens/index.tsx').then(door => ({ default: door.WishRegion })),
  ),
  PatientCard: lazy(() => fetchPatientCard().then(door => ({ default: door.PatientCard }))),
}
