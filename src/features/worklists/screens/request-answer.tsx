import { useAct, useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { day, dayOf, moment } from '../../../web/kit/format.ts'
import { useKeys } from '../../../web/kit/keys.ts'
import { FormError } from '../../../web/kit/states.tsx'
import { toast } from '../../../web/kit/toast.ts'
import pane from '../../../web/kit/two-pane.module.css'
import { t } from '../../../web/words/say.ts'
import { nextAvailable, type Opening } from '../../schedule/contract.ts'
import { acceptRequest, type ListRow, proposeTimes } from '../contract.ts'
import { sayAgain } from './say-row.ts'
import css from './worklist.module.css'

const parts = ['any', 'morning', 'afternoon'] as const
type Part = (typeof parts)[number]
const partOf = (text: string | undefined): Part => parts.find(part => part === text) ?? 'any'

/** What a patient asks for, and the openings nearest to that: a number books, `p` proposes them. */
export function RequestAnswer({ row, enabled, onDone }: { row: ListRow; enabled: boolean; onDone: () => void }) {
  const request = row.request!
  const wish = request.wished[0]
  const part = partOf(wish?.part)
  const found = useAsk(
    nextAvailable,
    {
      visitType: row.visitType as never,
      // A time at which the patient is here already would only be refused.
      patient: row.patient.id as never,
      besideOwn: true,
      ...(row.provider ? { providers: [row.provider] } : {}),
      ...(wish ? { from: wish.date } : {}),
      partOfDay: part === 'morning' ? 'am' : part === 'afternoon' ? 'pm' : 'any',
      limit: 4,
    },
    { enabled: row.visitType !== null, fresh_ms: 0 },
  )
  const accept = useAct(acceptRequest)
  const propose = useAct(proposeTimes)
  const openings = found.data?.openings ?? []
  const who = row.patient.name
  const take = async (opening: Opening) => {
    const { provider, location, startsAt } = opening
    const done = await accept.attempt({ request: request.id, provider, location, startsAt })
    if (!done) return void found.refetch()
    toast(t('worklists.done.accepted', { who, when: moment(done.startsAt) }))
    onDone()
  }
  const offer = async () => {
    const done = await propose.attempt({ request: request.id, times: openings.map(opening => opening.startsAt) })
    if (!done) return
    const reached = done.told === 'e-mail' || done.told === 'text'
    const when = sayAgain(done.nextAt, row.zone, dayOf(new Date(), row.zone))
    toast(reached ? t('worklists.done.proposed', { who, when }) : t('worklists.done.proposedCall', { who }))
    onDone()
  }
  useKeys(
    t('worklists.request.openings'),
    {
      ...Object.fromEntries(
        openings.map((opening, at) => [
          String(at + 1),
          { does: t('worklists.deeds.accept', { when: moment(opening.startsAt) }), run: () => void take(opening) },
        ]),
      ),
      p: openings.length > 0 ? { does: t('worklists.deeds.propose'), run: () => void offer() } : undefined,
    },
    { enabled },
  )
  return (
    <>
      {request.text && <p className={css.text}>{request.text}</p>}
      {request.wished.length > 0 && (
        <p className={css.why}>
          {t('worklists.request.wished')}:{' '}
          {request.wished
            .map(one => `${day(one.date)} ${one.time ?? t(`worklists.request.parts.${partOf(one.part)}`)}`)
            .join(' · ')}
        </p>
      )}
      {request.proposed.length > 0 && (
        <p className={css.why}>
          {t('worklists.request.proposed')}: {request.proposed.map(at => moment(at)).join(' · ')}
        </p>
      )}
      <div className={css.openings}>
        <h3>{t('worklists.request.openings')}</h3>
        {openings.map((opening, at) => (
          <p key={opening.provider + opening.startsAt} className={css.opening}>
            <Button
              look={at === 0 ? 'main' : 'plain'}
              keyHint={String(at + 1)}
              command={acceptRequest.name}
              disabled={!enabled}
              busy={accept.busy}
              onPress={() => void take(opening)}
            >
              {t('worklists.deeds.accept', { when: moment(opening.startsAt, 'short', opening.zone) })}
            </Button>
            <span className={pane.quiet}>{opening.providerName}</span>
          </p>
        ))}
        {found.data && openings.length === 0 && <p className={pane.quiet}>{t('worklists.request.noOpenings')}</p>}
        {openings.length > 0 && (
          <Button
            small
            keyHint="p"
            command={proposeTimes.name}
            disabled={!enabled}
            busy={propose.busy}
            onPress={() => void offer()}
          >
            {t('worklists.deeds.propose')}
          </Button>
        )}
        <FormError error={accept.error ?? propose.error} />
      </div>
    </>
  )
}
