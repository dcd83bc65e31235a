import { useState } from 'react'
import type { OutputOf } from '../../../core/contract.ts'
import { takeInHand } from '../../../web/app/person-in-hand.ts'
import { useMay } from '../../../web/app/session.ts'
import { useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { time as clock } from '../../../web/kit/format.ts'
import { useKeys } from '../../../web/kit/keys.ts'
import { Answered } from '../../../web/kit/states.tsx'
import { Tag } from '../../../web/kit/tag.tsx'
import pane from '../../../web/kit/two-pane.module.css'
import { t } from '../../../web/words/say.ts'
import { freedTime, keepFree, offerTime, runTime, skipCandidate, takeAnswer, withdrawOffer } from '../contract.ts'
import { OfferRow } from './offer-row.tsx'
import { sayReason, saySpan, sayWhen } from './say-wish.ts'
import * as deeds from './time-deeds.ts'
import css from './waitlist.module.css'

type Answer = OutputOf<typeof freedTime>

/** One freed time: who is being asked and how long still, who comes next and why, and every step in staff's hands. */
export function TimeDetail({ id, now }: { id: string; now: number }) {
  const answer = useAsk(freedTime, { time: id }, { keepPrevious: true })
  return <Answered answer={answer}>{data => <Detail {...data} at={now} />}</Answered>
}

function Detail({ time, offers, candidates, at }: Answer & { at: number }) {
  const may = useMay()
  const [wanted, setWanted] = useState<string | null>(null)
  const isOpen = time.state === 'open' && may(offerTime)
  const running = offers.filter(offer => offer.state === 'open')
  // Whom the letters act on: who is being asked, then who would come next.
  const people = isOpen ? [...running.map(offer => offer.wish), ...candidates.map(one => one.wish)] : []
  const chosen = people.find(wish => wish === wanted) ?? people[0]
  const candidate = candidates.find(one => one.wish === chosen)
  const offer = running.find(one => one.wish === chosen)
  const who = candidate?.patientName ?? offer?.patientName ?? ''
  const step = (by: number) => {
    const next = people[(chosen ? people.indexOf(chosen) : 0) + by]
    if (next) setWanted(next)
  }
  const pick = (wish: string, patient: string) => {
    setWanted(wish)
    takeInHand(patient)
  }
  const ask = () => void (candidate && deeds.offer(time, candidate.wish, who))
  const skip = () => void (candidate && deeds.skip(time, candidate.wish, who))
  const yes = () => void (chosen && deeds.answer(time, chosen, 'yes', who))
  const no = () => void (chosen && deeds.answer(time, chosen, 'no', who))
  const withdraw = () => void (offer && deeds.withdraw(offer.id, who))
  useKeys(t('waitlist.scope'), {
    j: people.length > 1 ? { does: t('waitlist.key.down'), run: () => step(1) } : undefined,
    k: people.length > 1 ? { does: t('waitlist.key.up'), run: () => step(-1) } : undefined,
    o: candidate ? { does: t('waitlist.key.offer'), run: ask } : undefined,
    s: candidate ? { does: t('waitlist.key.skip'), run: skip } : undefined,
    y: chosen ? { does: t('waitlist.key.yes'), run: yes } : undefined,
    d: offer ? { does: t('waitlist.key.no'), run: no } : undefined,
    x: offer ? { does: t('waitlist.key.withdraw'), run: withdraw } : undefined,
    p: isOpen
      ? {
          does: time.runs ? t('waitlist.key.pause') : t('waitlist.key.run'),
          run: () => void deeds.run(time, !time.runs),
        }
      : undefined,
    e: isOpen ? { does: t('waitlist.key.keep'), run: () => void deeds.keep(time) } : undefined,
  })
  const yesButton = (
    <Button small look={offer ? 'main' : 'plain'} keyHint="y" command={takeAnswer.name} onPress={yes}>
      {t('waitlist.key.yes')}
    </Button>
  )
  const settled = offers.filter(one => one.state !== 'open')
  return (
    <article className={pane.detail} aria-label={t('waitlist.time.detail')}>
      <h2>{saySpan(time)}</h2>
      <p className={css.facts}>
        {time.providerName} · {time.locationName} · {t(`waitlist.time.why.${time.why}`)}
        <Tag look={time.state === 'taken' ? 'ok' : time.runs && isOpen ? 'info' : 'still'}>
          {time.state !== 'open'
            ? t(`waitlist.time.state.${time.state}`)
            : time.runs
              ? t('waitlist.time.runs')
              : t('waitlist.time.waits')}
        </Tag>
        {time.manner === 'at-once' && <Tag>{t('waitlist.time.atOnce')}</Tag>}
        {time.lookAt && isOpen && <span>{t('waitlist.time.lookAt', { time: clock(time.lookAt, time.zone) })}</span>}
      </p>
      {isOpen && (
        <div className={pane.deeds}>
          <Button small keyHint="p" command={runTime.name} onPress={() => void deeds.run(time, !time.runs)}>
            {time.runs ? t('waitlist.key.pause') : t('waitlist.key.run')}
          </Button>
          <Button small keyHint="e" command={keepFree.name} onPress={() => void deeds.keep(time)}>
            {t('waitlist.key.keep')}
          </Button>
        </div>
      )}
      {running.map(one => (
        <OfferRow
          key={one.id}
          offer={one}
          zone={time.zone}
          now={at}
          current={one.wish === chosen}
          onPick={() => pick(one.wish, one.patient)}
        >
          {one.wish === chosen && may(takeAnswer) && (
            <div className={css.chosen}>
              {yesButton}
              <Button small keyHint="d" command={takeAnswer.name} onPress={no}>
                {t('waitlist.key.no')}
              </Button>
              <Button small keyHint="x" command={withdrawOffer.name} onPress={withdraw}>
                {t('waitlist.key.withdraw')}
              </Button>
            </div>
          )}
        </OfferRow>
      ))}
      {time.state === 'open' && (
        <section>
          <h3>{t('waitlist.time.next')}</h3>
          {candidates.length === 0 && <p className={css.quiet}>{t('waitlist.time.nobodyNext')}</p>}
          <ol className={css.people}>
            {candidates.map(one => (
              <li key={one.wish} className={css.person} data-current={one.wish === chosen || undefined}>
                <button type="button" className={css.pick} onClick={() => pick(one.wish, one.patient)}>
                  <b>{one.patientName}</b>
                  <span className={css.right}>{clock(one.startsAt, time.zone)}</span>
                  <small>{one.reasons.map(sayReason).join(' · ')}</small>
                  <small className={css.right}>{t(`waitlist.offer.howOne.${one.how}`)}</small>
                  <small>
                    {one.what}
                    {one.visitStartsAt &&
                      ` · ${t('waitlist.offer.instead', { when: sayWhen(one.visitStartsAt, time.zone) })}`}
                    {one.note && ` · ${one.note}`}
                  </small>
                </button>
                {one.wish === chosen && isOpen && (
                  <div className={css.chosen}>
                    <Button small look="main" keyHint="o" command={offerTime.name} onPress={ask}>
                      {t('waitlist.key.offer')}
                    </Button>
                    {yesButton}
                    <Button small keyHint="s" command={skipCandidate.name} onPress={skip}>
                      {t('waitlist.key.skip')}
                    </Button>
                  </div>
                )}
              </li>
            ))}
          </ol>
        </section>
      )}
      {settled.length > 0 && (
        <section>
          <h3>{t('waitlist.time.asked')}</h3>
          <div className={css.people}>
            {settled.map(one => (
              <OfferRow key={one.id} offer={one} zone={time.zone} now={at} onPick={() => takeInHand(one.patient)} />
            ))}
          </div>
        </section>
      )}
    </article>
  )
}
