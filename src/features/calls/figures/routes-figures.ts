import type { Operation } from '../../../platform/feature.ts'
import { callsBehind } from './calls-behind.ts'
import { phoneFigures } from './phone-figures.ts'
import { phoneStaffing } from './phone-staffing.ts'
import { setPhoneGoal } from './set-phone-goal.ts'
import { wallboard } from './wallboard.ts'

export const figuresOperations: Operation[] = [phoneFigures, callsBehind, phoneStaffing, wallboard, setPhoneGoal]
