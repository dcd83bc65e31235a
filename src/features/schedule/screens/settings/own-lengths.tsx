import { useState } from 'react'
import { useMay } from '../../../../web/app/session.ts'
import { useAct, useAsk } from '../../../../web/kit/api.ts'
import { Button } from '../../../../web/kit/button.tsx'
import { Checkbox } from '../../../../web/kit/checkbox.tsx'
import { Answered, FormError } from '../../../../web/kit/states.tsx'
import { TextField } from '../../../../web/kit/text-field.tsx'
import { toast } from '../../../../web/kit/toast.ts'
import { t } from '../../../../web/words/say.ts'
import { overview } from '../../../practice/contract.ts'
import { listProviderVisitTypes, setProviderVisitTypes } from '../../contract.ts'
import own from './type-parts.module.css'
import type { VisitTypeRow } from './visit-type-row.ts'

type Typed = Record<string, { offered: boolean; minutes: string }>
const words = 'schedule.setup.types.own'

/** Who holds a visit type, and how long if another time than it says. */
export function OwnLengths({ visitType }: { visitType: VisitTypeRow }) {
  const practice = useAsk(overview, {})
  const answer = useAsk(listProviderVisitTypes, { visitType: visitType.id })
  const may = useMay()(setProviderVisitTypes)
  const deed = useAct(setProviderVisitTypes)
  const [typed, setTyped] = useState<Typed>({})
  const [checked, setChecked] = useState(false)
  const wrong = (minutes: string) =>
    minutes.trim() !== '' && !(/^\d{1,3}$/.test(minutes.trim()) && Number(minutes) >= 1 && Number(minutes) <= 720)
  return (
    <Answered answer={practice} lines={4}>
      {({ providers }) => (
        <Answered answer={answer} lines={4}>
          {({ own: rows }) => {
            const wayOf = (id: string) => {
              const row = rows.find(one => one.provider === id)
              return typed[id] ?? { offered: row?.offered ?? true, minutes: row?.minutes ? String(row.minutes) : '' }
            }
            const save = async () => {
              setChecked(true)
              const changed = providers.filter(one => typed[one.id])
              if (changed.some(one => wrong(wayOf(one.id).minutes))) return
              const done = await deed.attempt({
                visitType: visitType.id,
                own: changed.map(one => {
                  const { offered, minutes } = wayOf(one.id)
                  return { provider: one.id, offered, minutes: offered && minutes.trim() ? Number(minutes) : null }
                }),
              })
              if (!done) return
              setTyped({})
              toast(t(`${words}.saved`, { name: visitType.name }))
            }
            return (
              <div className={own.rows}>
                <p className={own.hint}>{t(`${words}.hint`, { n: visitType.minutes })}</p>
                <ul className={own.list}>
                  {providers
                    .filter(one => !one.leftAt)
                    .map(one => {
                      const name = [one.given, one.family, one.credential].filter(Boolean).join(' ')
                      const way = wayOf(one.id)
                      const set = (part: Partial<typeof way>) => setTyped({ ...typed, [one.id]: { ...way, ...part } })
                      return (
                        <li key={one.id} className={own.provider}>
                          <Checkbox checked={way.offered} onChange={offered => set({ offered })} disabled={!may}>
                            {name}
                          </Checkbox>
                          <TextField
                            label={t(`${words}.minutesOf`, { name })}
                            hideLabel
                            inputMode="numeric"
                            maxLength={3}
                            placeholder={String(visitType.minutes)}
                            disabled={!may || !way.offered}
                            value={way.minutes}
                            onChange={minutes => set({ minutes })}
                            error={
                              checked && wrong(way.minutes)
                                ? t('schedule.setup.types.wrongNumber', { least: 1, most: 720 })
                                : undefined
                            }
                          />
                        </li>
                      )
                    })}
                </ul>
                <FormError error={deed.error} />
                {may && (
                  <Button
                    look="main"
                    busy={deed.busy}
                    disabled={Object.keys(typed).length === 0}
                    command={setProviderVisitTypes.name}
                    onPress={() => void save()}
                  >
                    {t('kit.save')}
                  </Button>
                )}
              </div>
            )
          }}
        </Answered>
      )}
    </Answered>
  )
}
