import type { Feature } from '../../../platform/feature.ts'
import { addClosure } from './add-closure.ts'
import { addDevice } from './add-device.ts'
import { addException } from './add-exception.ts'
import { addHolidayRule } from './add-holiday-rule.ts'
import { addPool } from './add-pool.ts'
import { addUsualHolidays } from './add-usual-holidays.ts'
import { addVisitLimit } from './add-visit-limit.ts'
import { addVisitType } from './add-visit-type.ts'
import { changeDevice } from './change-device.ts'
import { changeHolidayRule } from './change-holiday-rule.ts'
import { changePool } from './change-pool.ts'
import { changeVisitLimit } from './change-visit-limit.ts'
import { changeVisitType } from './change-visit-type.ts'
import { copyWeeklyTemplate } from './copy-weekly-template.ts'
import { keepOutsideVisits } from './keep-outside-visits.ts'
import { listDevices } from './list-devices.ts'
import { listHolidayRules } from './list-holiday-rules.ts'
import { listPools } from './list-pools.ts'
import { listProviderVisitTypes } from './list-provider-visit-types.ts'
import { listVisitLimits } from './list-visit-limits.ts'
import { listVisitTypes } from './list-visit-types.ts'
import { previewHours } from './preview-hours.ts'
import { removeClosure } from './remove-closure.ts'
import { removeException } from './remove-exception.ts'
import { removeHolidayRule } from './remove-holiday-rule.ts'
import { removeVisitLimit } from './remove-visit-limit.ts'
import { setProviderVisitTypes } from './set-provider-visit-types.ts'
import { setWeeklyTemplate } from './set-weekly-template.ts'
import { visitsOutsideHours } from './visits-outside-hours.ts'
import { weeklyTemplates } from './weekly-templates.ts'

/** What can be booked, when people work, and with what. */
export const setUpOfSchedule: Feature['operations'] = [
  listVisitTypes,
  addVisitType,
  changeVisitType,
  setProviderVisitTypes,
  listProviderVisitTypes,
  listVisitLimits,
  addVisitLimit,
  changeVisitLimit,
  removeVisitLimit,
  weeklyTemplates,
  setWeeklyTemplate,
  copyWeeklyTemplate,
  previewHours,
  visitsOutsideHours,
  keepOutsideVisits,
  addException,
  removeException,
  addClosure,
  removeClosure,
  listHolidayRules,
  addHolidayRule,
  changeHolidayRule,
  removeHolidayRule,
  addUsualHolidays,
  listDevices,
  addDevice,
  changeDevice,
  listPools,
  addPool,
  changePool,
]
