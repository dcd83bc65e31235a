import { eligibilityInquiry } from './270-eligibility-inquiry.ts'
import { eligibilityAnswer } from './271-eligibility-answer.ts'
import { statusInquiry } from './276-status-inquiry.ts'
import { statusAnswer } from './277-status-answer.ts'
import { claimReceipt } from './277ca-claim-receipt.ts'
import { servicesReview } from './278-services-review.ts'
import { remittance } from './835-remittance.ts'
import { professionalClaim } from './837p-claim.ts'
import { acknowledgement } from './999-acknowledgement.ts'
import type { Guide } from './guide.ts'

/** Every guide there is. */
const guides: readonly Guide[] = [
  eligibilityInquiry,
  eligibilityAnswer,
  statusInquiry,
  statusAnswer,
  claimReceipt,
  servicesReview,
  remittance,
  professionalClaim,
  acknowledgement,
]

/** The guide for a transaction set: by ST01 and by ST03 or, where that is empty, GS08. Undefined where there is none for it. */
export function guideFor(set: string, version: string): Guide | undefined {
  return guides.find(one => one.set === set && one.versions.includes(version))
}
