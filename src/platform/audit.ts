export { sealAudit } from './seal-audit.ts'
export { type AuditTrouble, checkAudit, verifyAudit } from './verify-audit.ts'
