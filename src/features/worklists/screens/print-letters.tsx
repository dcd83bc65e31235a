import { useRouter, useSearch } from '@tanstack/react-router'
import { type ComponentProps, useState } from 'react'
import type { InputOf } from '../../../core/contract.ts'
import { useMay } from '../../../web/app/session.ts'
import { useAct, useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { phone } from '../../../web/kit/format.ts'
import { useKeys } from '../../../web/kit/keys.ts'
import { ScreenBar } from '../../../web/kit/panel.tsx'
import { Answered, EmptyState, FormError } from '../../../web/kit/states.tsx'
import { toast } from '../../../web/kit/toast.ts'
import { t } from '../../../web/words/say.ts'
import { callBackLetters, lettersDue, noteCallBackLetters, noteLetters, type Paper } from '../contract.ts'
import css from './print-letters.module.css'

export type LettersAsk = { list: 'recall' | 'rebook' | 'call-back'; item?: string }

/** Letters on paper, one a page. Printing notes nothing: whoever has put them into the post says so. */
export function PrintLetters() {
  const ask = useSearch({ from: '/print/letters' })
  return ask.list === 'call-back' ? (
    <CallBackLetters item={ask.item} />
  ) : (
    <ListLetters list={ask.list} item={ask.item} />
  )
}

// Asked once: what lies in the printer must be what is noted, whatever others do meanwhile.
const asPrinted = { fresh_ms: Number.POSITIVE_INFINITY }

function ListLetters({ list, item }: { list: 'recall' | 'rebook'; item: string | undefined }) {
  const items = item ? ([item] as NonNullable<InputOf<typeof lettersDue>['items']>) : undefined
  const answer = useAsk(lettersDue, { list, ...(items ? { items } : {}) }, asPrinted)
  const note = useAct(noteLetters)
  const letters = answer.data?.letters ?? []
  return (
    <Heap
      answer={answer}
      letters={letters.map(paper => ({ key: paper.item, paper }))}
      back={{ to: `/lists/${list}`, words: t('worklists.letters.back') }}
      noted={note}
      command={noteLetters}
      sent={keys =>
        note.attempt({
          list,
          letters: letters.filter(one => keys.has(one.item)).map(one => ({ item: one.item, seen: one.version })),
        })
      }
    />
  )
}

function CallBackLetters({ item }: { item: string | undefined }) {
  const messages = item ? ([item] as NonNullable<InputOf<typeof callBackLetters>['messages']>) : undefined
  const answer = useAsk(callBackLetters, messages ? { messages } : {}, asPrinted)
  const note = useAct(noteCallBackLetters)
  const letters = answer.data?.letters ?? []
  return (
    <Heap
      answer={answer}
      letters={letters.map(paper => ({ key: paper.message, paper }))}
      back={{ to: '/inbox', words: t('worklists.letters.backToInbox') }}
      noted={note}
      command={noteCallBackLetters}
      sent={keys =>
        note.attempt({
          letters: letters.filter(one => keys.has(one.message)).map(({ message, due }) => ({ message, due })),
        })
      }
    />
  )
}

type HeapProps = {
  answer: ComponentProps<typeof Answered>['answer']
  letters: { key: string; paper: Paper }[]
  back: { to: string; words: string }
  noted: { busy: boolean; error: ComponentProps<typeof FormError>['error'] }
  command: typeof noteLetters | typeof noteCallBackLetters
  sent: (keys: ReadonlySet<string>) => Promise<{ noted: number; left: readonly string[] } | undefined>
}

/** A heap of letters: printed, then noted as sent. */
function Heap({ answer, letters, back, noted: note, command, sent: noteSent }: HeapProps) {
  const may = useMay()
  const router = useRouter()
  const [printed, setPrinted] = useState(false)
  const [noted, setNoted] = useState(false)
  const ready = letters.filter(one => one.paper.address.length > 0)
  const without = letters.filter(one => one.paper.address.length === 0)
  const leave = () => router.history.push(back.to)
  const print = () => {
    window.print()
    setPrinted(true)
  }
  const sent = async () => {
    const done = await noteSent(new Set(ready.map(one => one.key)))
    if (!done) return
    setNoted(true)
    toast(
      done.left.length > 0
        ? t('worklists.letters.notedSome', { n: done.noted, left: done.left.length })
        : t('worklists.letters.noted', { n: done.noted }),
    )
    leave()
  }
  const mayNote = may(command) && ready.length > 0 && !noted
  useKeys(t('worklists.letters.title'), {
    p: ready.length > 0 ? { does: t('worklists.letters.print', { n: ready.length }), run: print } : undefined,
    s: mayNote ? { does: t('worklists.letters.sent', { n: ready.length }), run: () => void sent() } : undefined,
    Esc: { does: back.words, run: leave },
  })
  return (
    <div className={css.screen}>
      <ScreenBar
        title={t('worklists.letters.title')}
        deeds={
          ready.length > 0 && (
            <>
              <Button look={printed ? 'plain' : 'main'} keyHint="p" onPress={print}>
                {t('worklists.letters.print', { n: ready.length })}
              </Button>
              {mayNote && (
                <Button
                  look={printed ? 'main' : 'plain'}
                  keyHint="s"
                  busy={note.busy}
                  command={command.name}
                  onPress={() => void sent()}
                >
                  {t('worklists.letters.sent', { n: ready.length })}
                </Button>
              )}
            </>
          )
        }
      >
        <Button small keyHint="Esc" onPress={leave}>
          {back.words}
        </Button>
      </ScreenBar>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and holds nothing else that a keyboard could stand on */}
      <section className={css.below} aria-label={t('worklists.letters.sheets')} tabIndex={0}>
        <FormError error={note.error} />
        {without.length > 0 && (
          <p className={css.without} role="note">
            {t('worklists.letters.noAddress', { names: without.map(one => one.paper.name).join(', ') })}
          </p>
        )}
        <Answered answer={answer}>
          {() =>
            ready.length === 0 ? (
              <EmptyState icon="check" title={t('worklists.letters.none')} hint={t('worklists.letters.noneHint')} />
            ) : (
              <div data-print="">
                {ready.map(one => (
                  <Sheet key={one.key} letter={one.paper} />
                ))}
              </div>
            )
          }
        </Answered>
      </section>
    </div>
  )
}

/** One letter: letterhead, whom it goes to (where a window envelope shows it), day, words. */
function Sheet({ letter }: { letter: Paper }) {
  return (
    <article className={css.sheet} lang={letter.language} aria-label={letter.name}>
      <header className={css.from}>
        <b>{letter.from.name}</b>
        <span>
          {[...letter.from.address, letter.from.phone && phone(letter.from.phone)].filter(Boolean).join(' · ')}
        </span>
      </header>
      <address className={css.to}>
        {[letter.name, ...letter.address].map(line => (
          <span key={line}>{line}</span>
        ))}
      </address>
      <p className={css.date}>{letter.date}</p>
      {letter.paragraphs.map(text => (
        <p key={text} className={css.paragraph}>
          {text}
        </p>
      ))}
    </article>
  )
}
