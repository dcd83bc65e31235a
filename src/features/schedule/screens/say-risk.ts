import { t } from '../../../web/words/say.ts'
import type { BoardVisit } from './board-blocks.ts'
import { sayWeekday } from './settings/say-weekday.ts'

type Risk = NonNullable<BoardVisit['marks']['risk']>

/** A risk in words, with its reasons: "May not come (32 %): 2 of 5 visits missed, booked 60 days ahead". */
export function sayRisk(risk: Risk): string {
  const percent = Math.round(risk.share * 100)
  const reasons = risk.reasons.map(reason => sayReason(reason)).filter(Boolean)
  return reasons.length > 0
    ? t('schedule.views.risk.mark', { percent, reasons: reasons.join(', ') })
    : t('schedule.views.risk.plain', { percent })
}

function sayReason({ feature, value, of }: Risk['reasons'][number]): string {
  switch (feature) {
    case 'lead':
      return t('schedule.views.risk.lead', { n: value })
    case 'missed':
      return t('schedule.views.risk.missed', { n: value, of: of ?? value })
    case 'kept':
      return t('schedule.views.risk.kept', { n: value })
    case 'new':
      return t('schedule.views.risk.new')
    case 'unconfirmed':
      return t('schedule.views.risk.unconfirmed')
    case 'hour':
      return t('schedule.views.risk.hour')
    case 'weekday':
      return sayWeekday(value)
    default:
      return ''
  }
}
