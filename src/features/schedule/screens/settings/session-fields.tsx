import css from '../../../../web/app/settings/settings.module.css'
import { Checkbox } from '../../../../web/kit/checkbox.tsx'
import { Select } from '../../../../web/kit/select.tsx'
import { TextField } from '../../../../web/kit/text-field.tsx'
import { t } from '../../../../web/words/say.ts'
import own from './hours.module.css'
import { rhythmOf, rhythms, sayRhythm } from './rhythm.ts'
import type { Ground } from './setting-ground.ts'
import type { Line, LineFault, Reserve } from './week.ts'

const reserves = ['nobody', 'same-day', 'same-week', 'urgent'] as const
const reserveWords = {
  nobody: 'schedule.setup.session.reserves.nobody',
  'same-day': 'schedule.setup.session.reserves.sameDay',
  'same-week': 'schedule.setup.session.reserves.sameWeek',
  urgent: 'schedule.setup.session.reserves.urgent',
} as const

/** What a stretch may have beside its times: a name, a rhythm, for what it is kept, and when that ends. */
export function SessionFields(props: {
  line: Line
  fault: LineFault | undefined
  visitTypes: Ground['visitTypes']
  /** The Monday the rhythms are said from. */
  on: string
  onChange: (part: Partial<Line>) => void
}) {
  const { line, onChange } = props
  const kept = line.visitTypes ?? []
  const held = kept.length > 0 || line.reserve !== undefined
  return (
    <div className={own.session}>
      <div className={css.pair}>
        <TextField
          label={t('schedule.setup.session.name')}
          hint={t('schedule.setup.session.nameHint')}
          optional
          maxLength={40}
          value={line.name ?? ''}
          onChange={name => onChange({ name })}
        />
        <Select
          label={t('schedule.setup.session.rhythm')}
          choices={rhythms.map(one => ({ id: one.id, label: sayRhythm(one, props.on) }))}
          value={rhythmOf(line)}
          onChange={id => {
            const { everyWeeks, week } = rhythms.find(one => one.id === id)!
            onChange({ everyWeeks, week })
          }}
        />
      </div>
      <fieldset className={css.fieldset}>
        <legend>{t('schedule.setup.session.keptFor')}</legend>
        <div className={own.keptFor}>
          {props.visitTypes.map(type => (
            <Checkbox
              key={type.id}
              checked={kept.includes(type.id)}
              onChange={on => onChange({ visitTypes: on ? [...kept, type.id] : kept.filter(one => one !== type.id) })}
            >
              {type.name}
            </Checkbox>
          ))}
        </div>
      </fieldset>
      <div className={css.pair}>
        <Select<Reserve | 'nobody'>
          label={t('schedule.setup.session.reserve')}
          choices={reserves.map(id => ({ id, label: t(reserveWords[id]) }))}
          value={line.reserve ?? 'nobody'}
          onChange={id => onChange({ reserve: id === 'nobody' ? undefined : id } as Partial<Line>)}
        />
        {held && (
          <TextField
            label={t('schedule.setup.session.release')}
            hint={t('schedule.setup.session.releaseHint')}
            optional
            inputMode="numeric"
            maxLength={4}
            value={line.release ?? ''}
            onChange={release => onChange({ release })}
            error={props.fault?.release && t('schedule.setup.session.wrongRelease')}
          />
        )}
      </div>
    </div>
  )
}
