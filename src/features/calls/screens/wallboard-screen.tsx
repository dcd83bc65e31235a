import { Link } from '@tanstack/react-router'
import type { OutputOf } from '../../../core/contract.ts'
import { useAsk } from '../../../web/kit/api.ts'
import { time } from '../../../web/kit/format.ts'
import { useOnline } from '../../../web/kit/live.ts'
import { Answered } from '../../../web/kit/states.tsx'
import { t } from '../../../web/words/say.ts'
import { wallboard } from '../contract.ts'
import { percent } from './say-figures.ts'
import { running, useNow } from './use-now.ts'
import css from './wallboard.module.css'

type Board = OutputOf<typeof wallboard>
type Look = 'calm' | 'ok' | 'warn' | 'bad'

/** The telephone to be read from across the room: numbers alone, nobody's name. */
export function WallboardScreen() {
  // Calls come to their end by time alone too: asked again now and then, told live otherwise.
  const answer = useAsk(wallboard, {}, { every_ms: 30_000, keepPrevious: true })
  const now = useNow()
  const online = useOnline()
  return (
    <div className={css.wall}>
      <header className={css.head}>
        <h1>{t('calls.figures.board.title')}</h1>
        <p className={css.clock}>{time(new Date(now).toISOString())}</p>
        <Link to="/" className={css.back}>
          {t('calls.figures.board.back')}
        </Link>
      </header>
      {!online && (
        <p role="alert" className={css.offline}>
          {t('calls.figures.board.offline')}
        </p>
      )}
      <Answered answer={answer}>{board => <Tiles board={board} now={now} />}</Answered>
    </div>
  )
}

function Tiles({ board, now }: { board: Board; now: number }) {
  const { goal, today } = board
  const waits_s = board.ringingSince ? (now - Date.parse(board.ringingSince)) / 1000 : 0
  const waitLook: Look = waits_s > goal.answerWithin_s * 2 ? 'bad' : waits_s > goal.answerWithin_s ? 'warn' : 'calm'
  const judged = (good: boolean | null) =>
    good === null
      ? { look: 'calm' as Look, word: '' }
      : good
        ? { look: 'ok' as Look, word: ` · ${t('calls.figures.board.met')}` }
        : { look: 'bad' as Look, word: ` · ${t('calls.figures.board.missed')}` }
  const service = judged(today.inTime === null ? null : today.inTime * 100 >= goal.answerPercent)
  const lost = judged(today.abandonShare === null ? null : today.abandonShare * 100 <= goal.abandonPercent)
  return (
    <dl className={css.tiles}>
      <Tile
        wide
        name={t('calls.figures.board.ringing')}
        value={board.ringing}
        look={board.ringing > 0 ? (waitLook === 'calm' ? 'warn' : waitLook) : 'calm'}
      />
      <Tile
        wide
        name={t('calls.figures.board.longest')}
        value={board.ringingSince ? running(board.ringingSince, now) : t('calls.figures.none')}
        note={board.ringingSince ? '' : t('calls.figures.board.nobody')}
        look={board.ringingSince ? waitLook : 'calm'}
      />
      <Tile wide name={t('calls.figures.board.talking')} value={board.talking} look="calm" />
      <Tile name={t('calls.figures.board.answered')} value={today.answered} look="calm" />
      <Tile
        name={t('calls.figures.board.abandoned')}
        value={today.abandoned}
        note={`${percent(today.abandonShare)} · ${t('calls.figures.board.goal', { n: percent(goal.abandonPercent / 100) })}${lost.word}`}
        look={lost.look}
      />
      <Tile
        name={t('calls.figures.board.inTime', { n: goal.answerWithin_s })}
        value={percent(today.inTime)}
        note={`${t('calls.figures.board.goal', { n: percent(goal.answerPercent / 100) })}${service.word}`}
        look={service.look}
      />
      <Tile
        name={t('calls.figures.board.backs')}
        value={board.callBacksDue}
        note={t('calls.figures.board.backsOpen', { n: board.callBacksOpen })}
        look={board.callBacksDue > 0 ? 'warn' : 'calm'}
      />
    </dl>
  )
}

function Tile(props: { name: string; value: string | number; note?: string; look: Look; wide?: boolean }) {
  return (
    <div className={css.tile} data-look={props.look} data-wide={props.wide ? '' : undefined}>
      <dt>{props.name}</dt>
      <dd>
        <b>{props.value}</b>
        {props.note && <span>{props.note}</span>}
      </dd>
    </div>
  )
}
