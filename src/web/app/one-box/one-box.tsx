import { useRouter } from '@tanstack/react-router'
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import { useDraft } from '../../kit/drafts.ts'
import { dayOf } from '../../kit/format.ts'
import { Icon } from '../../kit/icon.tsx'
import { Kbd } from '../../kit/kbd.tsx'
import { toast } from '../../kit/toast.ts'
import { t } from '../../words/say.ts'
import { BoxChips } from './box-chips.tsx'
import { BoxKeys } from './box-keys.tsx'
import { BoxList } from './box-list.tsx'
import type { BoxChoice } from './choice.ts'
import { type EarlyEnter, settleEarly } from './early-enter.ts'
import css from './one-box.module.css'
import { understand } from './understand.ts'
import { drawnChips } from './use-chips.ts'
import { useChoices } from './use-choices.ts'
import { useVocabulary } from './use-vocabulary.ts'
import { useWho } from './use-who.ts'

/** The one box: persons, deeds and places in one line, with a preview of what Enter will do. The line alone is its state; it acts on
 *  nothing but Enter, a press, or Alt and a number. */
export function OneBox() {
  const draft = useDraft('one-box', '')
  const line = draft.value
  const [open, setOpen] = useState(false)
  const [opened, setOpened] = useState(false)
  const [at, setAt] = useState(0)
  const [chipAt, setChipAt] = useState<number | null>(null)
  const [picked, setPicked] = useState<{ search: string; id: string } | null>(null)
  const [no, setNo] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const early = useRef<EarlyEnter | null>(null)
  const [kept, setKept] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const frame = useRef<HTMLDivElement>(null)
  const came = useRef<Element | null>(null)
  const list = useId()
  const router = useRouter()

  const vocabulary = useVocabulary(opened)
  const today = dayOf(new Date())
  const understood = useMemo(() => understand(line, vocabulary, today), [line, vocabulary, today])
  const who = useWho(understood, picked, vocabulary.inHand?.id, opened)
  const write = (next: string) => {
    forget()
    draft.set(next)
    setAt(0)
    setChipAt(null)
    setNo(null)
    input.current?.focus()
  }
  const choices = useChoices({
    line,
    understood,
    who,
    today,
    write,
    tell: setNo,
    go: to => void router.navigate({ to }),
  })
  const chips = drawnChips({
    understood,
    who,
    vocabulary,
    today,
    write,
    pick: next => {
      setPicked(next)
      setChipAt(null)
      setAt(0)
    },
  })
  const chip = chipAt === null ? undefined : chips[chipAt]
  const shown: readonly BoxChoice[] = chip
    ? chip.others.map(other => ({
        id: other.id,
        title: other.label,
        detail: '',
        deed: t('oneBox.choose'),
        run: () => {
          other.choose()
          return false
        },
      }))
    : choices.list
  const chosen = Math.min(at, Math.max(shown.length - 1, 0))

  const forget = () => {
    early.current = null
    setKept(false)
  }
  const close = (back: boolean) => {
    forget()
    setOpen(false)
    setChipAt(null)
    setNo(null)
    const element = came.current
    input.current?.blur()
    if (back && element instanceof HTMLElement && element.isConnected) element.focus()
  }
  const take = async (index: number) => {
    const choice = shown[index]
    if (!choice || busy) return
    setBusy(true)
    setNo(null)
    const done = await choice.run()
    setBusy(false)
    if (!done) return
    draft.clear()
    setAt(0)
    // A person was taken in hand: the letters are to act on that person, not on what had the focus before.
    close(understood.deed !== 'find' && understood.deed !== 'go')
  }

  // Enter was quicker than the answer: it is kept, and carried out if the answer says what the list said at that moment.
  const waits = !chip && (choices.waits || (vocabulary.waits === true && understood.deed !== 'find'))
  const press = (index: number) => {
    if (!waits) return void take(index)
    early.current = { line, at: index, id: shown[index]?.id ?? null }
    setNo(null)
    setKept(true)
  }
  useEffect(() => {
    if (early.current === null || waits) return
    const settled = settleEarly(early.current, line, shown, understood.deed === 'find' && who.patient !== null)
    forget()
    if (typeof settled === 'number') void take(settled)
    else if (settled === 'again') {
      setNo(t('oneBox.again'))
      if (!open) toast(t('oneBox.notDone', { line }), { look: 'info' })
    }
  })

  const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = steps[event.key]
    const number = event.altKey && /^Digit[1-9]$/.test(event.code) ? Number(event.code.slice(5)) : null
    if (step && shown.length > 0) setAt((chosen + step + shown.length) % shown.length)
    else if (number !== null && number <= shown.length) press(number - 1)
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) waits || void shown[chosen]?.hold?.()
    else if (event.key === 'Enter') press(chosen)
    else if (event.key === 'Tab' && chips.length > 0) {
      const next = (chipAt ?? (event.shiftKey ? chips.length : -1)) + (event.shiftKey ? -1 : 1)
      setChipAt(next < 0 || next >= chips.length ? null : next)
      setAt(0)
    } else if (event.key === 'Escape') {
      if (chip) setChipAt(null)
      else {
        if (understood.deed === 'find' || understood.deed === 'go' || understood.deed === 'keys') draft.clear()
        close(true)
      }
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  const hint = no ?? (chip && chip.others.length === 0 ? t('oneBox.noOther') : vocabulary.waits ? null : choices.hint)
  const showing = open && (line.trim() !== '' || chips.length > 0)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears when the focus leaves the box
    <div
      ref={frame}
      className={css.place}
      onBlur={event => {
        if (!frame.current?.contains(event.relatedTarget)) setOpen(false)
      }}
    >
      <div className={css.box} data-showing={showing ? '' : undefined}>
        <div className={css.line}>
          <Icon name="search" />
          <input
            ref={input}
            data-one-box=""
            className={css.input}
            role="combobox"
            aria-label={t('oneBox.label')}
            aria-expanded={showing && shown.length > 0}
            aria-controls={showing ? list : undefined}
            aria-activedescendant={showing && shown.length > 0 ? `${list}-${chosen}` : undefined}
            aria-autocomplete="list"
            placeholder={t('oneBox.label')}
            autoComplete="off"
            spellCheck={false}
            value={line}
            maxLength={400}
            onChange={event => {
              write(event.target.value)
              setOpen(true)
            }}
            onFocus={event => {
              if (event.relatedTarget && !frame.current?.contains(event.relatedTarget))
                came.current = event.relatedTarget
              setOpened(true)
              setOpen(true)
            }}
            onKeyDown={onKeyDown}
          />
          {!showing && <Kbd>Ctrl K</Kbd>}
        </div>
        {showing && (
          // biome-ignore lint/a11y/noStaticElementInteractions: it only keeps the focus in the box while the pointer is used
          <div className={css.panel} onMouseDown={event => event.preventDefault()}>
            <BoxChips
              chips={chips}
              at={chipAt}
              rest={understood.rest}
              onPick={index => {
                setChipAt(index === chipAt ? null : index)
                setAt(0)
              }}
            />
            <BoxList id={list} list={shown} at={chosen} waits={waits || busy} onTake={press} onPoint={setAt} />
            {understood.deed === 'keys' && <BoxKeys />}
            {hint && (
              <p className={css.hint} role={no ? 'alert' : 'status'} data-no={no ? '' : undefined}>
                {hint}
              </p>
            )}
            <div className={css.foot}>
              {chips.length > 0 && (
                <span>
                  <Kbd>Tab</Kbd> {t('oneBox.foot.correct')}
                </span>
              )}
              {shown.some(choice => choice.hold) && (
                <span>
                  <Kbd>Ctrl ↵</Kbd> {t('oneBox.foot.hold')}
                </span>
              )}
              {chips.length === 0 && understood.deed !== 'keys' && (
                <span>
                  <Kbd>?</Kbd> {t('oneBox.foot.everything')}
                </span>
              )}
              {kept || busy ? (
                <span className={css.why} role="status">
                  {t(kept ? 'oneBox.kept' : 'oneBox.doing')}
                </span>
              ) : (
                choices.foot && <span className={css.why}>{choices.foot}</span>
              )}
            </div>
          </div>
        )}
      </div>
    </div>
  )
}
