import { useRef, useState } from 'react'
import type { OutputOf } from '../../../../core/contract.ts'
import { useMay } from '../../../../web/app/session.ts'
import css from '../../../../web/app/settings/settings.module.css'
import { useAct } from '../../../../web/kit/api.ts'
import { Button } from '../../../../web/kit/button.tsx'
import { Panel } from '../../../../web/kit/panel.tsx'
import { FormError } from '../../../../web/kit/states.tsx'
import { toast } from '../../../../web/kit/toast.ts'
import { act } from '../../../../web/kit/wire.ts'
import { t } from '../../../../web/words/say.ts'
import { type CancelReason, type listCancelReasons, setCancelReasons } from '../../contract.ts'
import { ReasonRow } from './cancel-reason-row.tsx'
import { orSay } from './hours-deeds.ts'
import own from './missed.module.css'

type Present = OutputOf<typeof listCancelReasons>
type Row = CancelReason & { row: number }
const words = 'schedule.deeds.missed'
const sides = ['patient', 'practice'] as const

const wire = (rows: readonly Row[]): CancelReason[] =>
  sides.flatMap(side =>
    rows.filter(each => each.by === side).map(({ text, by, feeFree }) => ({ text: text.trim(), by, feeFree })),
  )

/** The reasons the cancel question offers, by whom, in their order: the first nine have the figures for keys. */
export function CancelReasons({ present }: { present: Present }) {
  const may = useMay()(setCancelReasons)
  const deed = useAct(setCancelReasons)
  const next = useRef(present.reasons.length)
  const [rows, setRows] = useState<readonly Row[]>(() => present.reasons.map((each, row) => ({ ...each, row })))
  const [checked, setChecked] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const reasons = wire(rows)
  const keyOf = (row: Row) => reasons.findIndex(each => each.by === row.by && each.text === row.text.trim()) + 1
  const twice = (row: Row) =>
    rows.some(
      each =>
        each.row !== row.row && each.by === row.by && each.text.trim().toLowerCase() === row.text.trim().toLowerCase(),
    )
  const wrong = (row: Row) =>
    row.text.trim() === '' ? (checked ? t(`${words}.empty`) : undefined) : twice(row) ? t(`${words}.twice`) : undefined
  const stood = wire(present.reasons.map((each, row) => ({ ...each, row })))
  const changed = JSON.stringify(reasons) !== JSON.stringify(stood)

  const put = (row: number, change: Partial<CancelReason>) =>
    setRows(rows.map(each => (each.row === row ? { ...each, ...change } : each)))
  const add = (by: CancelReason['by']) => {
    const row = next.current++
    setRows([...rows, { row, by, text: '', feeFree: by === 'practice' }])
    // The new line is typed into at once.
    requestAnimationFrame(() => box.current?.querySelector<HTMLInputElement>(`[data-row="${row}"] input`)?.focus())
  }
  const shift = (row: Row, by: 1 | -1) => {
    const side = rows.filter(each => each.by === row.by)
    const at = side.findIndex(each => each.row === row.row)
    const other = side[at + by]
    if (!other) return
    const swapped = rows.map(each => (each.row === row.row ? other : each.row === other.row ? row : each))
    setRows(swapped)
  }
  const former = present.own ? stood : []
  const send = async (list: CancelReason[], told: string) => {
    if (!(await deed.attempt({ reasons: list }))) return
    toast(told, { undo: () => void orSay(() => act(setCancelReasons, { reasons: former })) })
  }
  const save = () => {
    setChecked(true)
    if (rows.some(row => row.text.trim() === '' || twice(row))) return
    void send(reasons, t(`${words}.reasonsSaved`))
  }
  return (
    <Panel
      title={t(`${words}.reasons`)}
      hint={t(`${words}.reasonsHint`)}
      deeds={
        may &&
        present.own && (
          <Button
            busy={deed.busy}
            command={setCancelReasons.name}
            onPress={() => void send([], t(`${words}.usualAgain`))}
          >
            {t(`${words}.usual`)}
          </Button>
        )
      }
    >
      <div ref={box} className={css.form}>
        {!present.own && <p className={css.quiet}>{t(`${words}.notOwn`)}</p>}
        {sides.map(side => {
          const list = rows.filter(each => each.by === side)
          return (
            <section key={side} aria-label={t(`schedule.deeds.cancel.${side}`)}>
              <h3 className={own.heading}>{t(`schedule.deeds.cancel.${side}`)}</h3>
              <ul className={own.reasons}>
                {list.map((row, at) => (
                  <ReasonRow
                    key={row.row}
                    row={row.row}
                    reason={row}
                    keyHint={row.text.trim() && keyOf(row) <= 9 ? String(keyOf(row)) : null}
                    error={wrong(row)}
                    disabled={!may}
                    first={at === 0}
                    last={at === list.length - 1}
                    onChange={change => put(row.row, change)}
                    onShift={by => shift(row, by)}
                    onRemove={() => setRows(rows.filter(each => each.row !== row.row))}
                  />
                ))}
              </ul>
              {may && (
                <Button small onPress={() => add(side)}>
                  {t(`${words}.add`)}
                </Button>
              )}
            </section>
          )
        })}
        <FormError error={deed.error} />
        {may && (
          <Button
            look="main"
            busy={deed.busy}
            disabled={!changed || reasons.length === 0}
            command={setCancelReasons.name}
            onPress={save}
          >
            {t(`${words}.save`)}
          </Button>
        )}
      </div>
    </Panel>
  )
}
