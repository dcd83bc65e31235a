import { lazy } from 'react'
import { myPhone } from '../../features/telephony/contract.ts'
import { useAsk } from '../kit/api.ts'
import { useMay } from './session.ts'

const Softphone = lazy(() =>
  import('../../features/telephony/screens/softphone/softphone-bar.tsx').then(door => ({ default: door.SoftphoneBar })),
)

/** The telephone, for who has one: nobody else's desk fetches a line of it. */
export function PhoneRegion() {
  const may = useMay()
  const mine = useAsk(myPhone, {}, { enabled: may(myPhone) })
  return mine.data?.softphone && mine.data.extension ? (
    <Softphone key={mine.data.extension} extension={mine.data.extension} />
  ) : null
}
