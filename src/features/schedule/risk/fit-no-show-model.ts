import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { fitNoShowRisk } from './risk-fit.ts'

export const fitNoShowModel = command(contract.fitNoShowModel, {
  run: ctx => fitNoShowRisk(ctx),
})
