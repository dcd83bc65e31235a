import { sealAudit } from '../../platform/audit.ts'
import type { Feature } from '../../platform/feature.ts'
import { forgetServed } from '../../platform/retention.ts'
import { auditLines } from './audit-lines.ts'
import { verifyAudit } from './verify-audit.ts'
import { whoLooked } from './who-looked.ts'

export const privacyFeature: Feature = {
  name: 'privacy',
  operations: [auditLines, whoLooked, verifyAudit],
  chores: [
    { name: 'seal-audit', everySeconds: 1, run: sealAudit },
    { name: 'forget-served', everySeconds: 3600, run: forgetServed },
  ],
}
