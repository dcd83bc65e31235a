import { useEffect, useMemo } from 'react'
import { matcherOf, redFlagsIn } from '../../../../core/red-flag-matcher.ts'
import { useAsk } from '../../../../web/kit/api.ts'
import { t } from '../../../../web/words/say.ts'
import { callGuidance, guidance } from '../../contract.ts'
import { EmergencyCard } from './emergency-card.tsx'
import { deedOn } from './flag-deeds.ts'
import css from './guidance.module.css'
import { names, shownFlags } from './shown-flags.ts'
import { useFlagDeeds } from './use-flag-deeds.ts'

/** Looks at every letter of the note and at the reasons of a call. What shows is on the screen before the server has been asked, also while it is away. */
export function RedFlags({
  call,
  note,
  reasons,
  keys,
}: {
  call: string
  note: string
  reasons: readonly string[]
  keys: boolean
}) {
  const wording = useAsk(guidance, {}).data
  const known = useAsk(callGuidance, { call }).data
  const { waiting, away, add } = useFlagDeeds(call)
  const matcher = useMemo(
    () =>
      matcherOf(
        (wording?.redFlags ?? [])
          .filter(flag => flag.active)
          .map(flag => ({ flag: flag.guidance as string, phrases: flag.content.phrases, except: flag.content.except })),
      ),
    [wording],
  )
  const said = reasons.join('\n')
  const sightings = useMemo(() => redFlagsIn(matcher, [note, ...said.split('\n')]), [matcher, note, said])
  const flags = useMemo(() => shownFlags(known?.firings ?? [], waiting, wording), [known, waiting, wording])

  useEffect(() => {
    const fresh = sightings.filter(({ flag, words, absent }) => {
      const one = flags.find(other => other.flag === flag)
      return !one?.shown || (one.absent && !absent) || words.some(word => !one.words.some(old => old.includes(word)))
    })
    if (fresh.length === 0) return
    add(fresh.map(({ flag, words, absent }) => ({ ...deedOn(flag), did: 'fire' as const, words, absent })))
  }, [sightings, flags, add])

  // Two dangers that ask for the same are one card: nobody reads the same steps twice.
  const cards = [
    ...Map.groupBy(
      flags.filter(flag => !flag.dismissed && flag.shown),
      flag => JSON.stringify(flag.emergency),
    ).values(),
  ]
  const urgent = cards.filter(card => card.some(flag => !flag.absent))
  const calm = cards.filter(card => card.every(flag => flag.absent))
  const put = flags.filter(flag => flag.dismissed)
  return (
    <>
      {[...urgent, ...calm].map((card, n) => (
        <EmergencyCard key={card[0]!.flag} flags={card} keys={keys && n === 0} onDo={add} />
      ))}
      {put.length > 0 && <p className={css.put}>{t('guidance.flags.put', { names: names(put) })}</p>}
      {away && (
        <p className={css.away} role="status">
          {t('guidance.flags.kept')}
        </p>
      )}
    </>
  )
}
