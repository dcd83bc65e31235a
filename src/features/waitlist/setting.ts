import { query } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { settingOf } from './setting-row.ts'

/** How the practice refills freed times. */
export const setting = query(contract.setting, ctx => settingOf(ctx))
