import { t } from '../../../../web/words/say.ts'

const names = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

/** 1 is "Monday", 7 "Sunday". */
export const sayWeekday = (weekday: number): string => {
  const name = names[weekday - 1]
  return name ? t(`schedule.setup.hours.weekdays.${name}`) : ''
}
