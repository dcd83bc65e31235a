export { sealAudit } from './seal-audit.ts'
export { type AuditCheck, type AuditTrouble, checkAudit, verifyAudit } from './verify-audit.ts'
