import { type FormEvent, useState } from 'react'
import type { InputOf } from '../../../../core/contract.ts'
import css from '../../../../web/app/settings/settings.module.css'
import { useAct } from '../../../../web/kit/api.ts'
import { Button } from '../../../../web/kit/button.tsx'
import { Checkbox } from '../../../../web/kit/checkbox.tsx'
import { Dialog } from '../../../../web/kit/dialog.tsx'
import { useForm } from '../../../../web/kit/form.ts'
import { Segmented } from '../../../../web/kit/segmented.tsx'
import { Select } from '../../../../web/kit/select.tsx'
import { FormError } from '../../../../web/kit/states.tsx'
import { TextField } from '../../../../web/kit/text-field.tsx'
import { t } from '../../../../web/words/say.ts'
import { addVisitType, changeVisitType } from '../../contract.ts'
import hoursCss from './hours.module.css'
import { OwnLengths } from './own-lengths.tsx'
import { TypeDot } from './type-dot.tsx'
import { TypeLimits } from './type-limits.tsx'
import { TypeNeedsFields } from './type-needs-fields.tsx'
import { TypeRulesFields } from './type-rules-fields.tsx'
import type { Need, RoomKind, VisitTypeRow } from './visit-type-row.ts'

type Color = NonNullable<InputOf<typeof addVisitType>['color']>
const colors: readonly Color[] = ['follow', 'new', 'proc', 'video', 'phys', 'urgent', 'other']

// Minutes as typed, with the least and the most that make sense; the same limits stand in the contract.
const limits = {
  minutes: [1, 720],
  stepMinutes: [1, 240],
  prepareMinutes: [0, 240],
  cleanMinutes: [0, 240],
  seats: [1, 200],
  noticeMinutes: [0, 525_600],
  horizonDays: [1, 1830],
} as const
type Numbered = keyof typeof limits

const rulesOf: readonly Numbered[] = ['seats', 'noticeMinutes', 'horizonDays']
type Part = 'general' | 'rules' | 'needs' | 'providers' | 'limits'
const wordsIn = (text: string) => [...new Set(text.split(',').map(word => word.trim()))].filter(Boolean)

/** Adds a visit type, or changes one. Visits booked already keep their length. */
export function VisitTypeDialog({ visitType, onClose }: { visitType: VisitTypeRow | null; onClose: () => void }) {
  const add = useAct(addVisitType, onClose)
  const change = useAct(changeVisitType, onClose)
  const deed = visitType ? change : add
  const form = useForm(
    {
      name: visitType?.name ?? '',
      shortName: visitType?.shortName ?? '',
      aliases: visitType?.aliases.join(', ') ?? '',
      minutes: String(visitType?.minutes ?? ''),
      stepMinutes: String(visitType?.stepMinutes ?? ''),
      prepareMinutes: String(visitType?.prepareMinutes ?? 0),
      cleanMinutes: String(visitType?.cleanMinutes ?? 0),
      color: (visitType?.color ?? 'follow') as Color,
      needsRoom: visitType?.needsRoom ?? false,
      modes: visitType?.modes ?? (['in-person'] as VisitTypeRow['modes']),
      forWhom: visitType?.forWhom ?? ('anybody' as VisitTypeRow['forWhom']),
      instructions: visitType?.instructions ?? '',
      roomKind: (visitType?.roomKind ?? 'any') as RoomKind | 'any',
      needs: (visitType?.needs ?? []).map(one =>
        one.pool ? { pool: one.pool } : { deviceKind: one.deviceKind ?? '' },
      ) as Need[],
      seats: String(visitType?.seats ?? 1),
      noticeMinutes: String(visitType?.noticeMinutes ?? 0),
      horizonDays: String(visitType?.horizonDays ?? 366),
      bookableBy: visitType?.bookableBy ?? (['desk', 'provider'] as VisitTypeRow['bookableBy']),
      retired: visitType?.retired ?? false,
    },
    deed.error,
  )
  const [checked, setChecked] = useState(false)
  const [part, setPart] = useState<Part>('general')
  const wrong = (name: Numbered): boolean => {
    const text = form.values[name].trim()
    // Left empty when adding: the server takes a grid that suits the length.
    if (name === 'stepMinutes' && text === '' && !visitType) return false
    const [least, most] = limits[name]
    return !/^\d{1,6}$/.test(text) || Number(text) < least || Number(text) > most
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    const empty = form.missing(['name', 'shortName'], t('kit.fields.missing'))
    const odd = (Object.keys(limits) as Numbered[]).find(wrong)
    if (empty || odd) {
      // What is wrong must be in sight.
      setPart(empty || !rulesOf.includes(odd!) ? 'general' : 'rules')
      return
    }
    const { aliases, minutes, stepMinutes, prepareMinutes, cleanMinutes, retired, roomKind, needs, ...rest } =
      form.values
    const { seats, noticeMinutes, horizonDays, ...facts } = rest
    const asked = {
      ...facts,
      aliases: wordsIn(aliases),
      minutes: Number(minutes),
      prepareMinutes: Number(prepareMinutes),
      cleanMinutes: Number(cleanMinutes),
      roomKind: roomKind === 'any' ? null : roomKind,
      needs: needs.filter(one => one.pool || one.deviceKind?.trim()),
      seats: Number(seats),
      noticeMinutes: Number(noticeMinutes),
      horizonDays: Number(horizonDays),
      ...(stepMinutes.trim() === '' ? {} : { stepMinutes: Number(stepMinutes) }),
    }
    if (visitType) await change.attempt({ visitType: visitType.id, ...asked, retired })
    else await add.attempt(asked)
  }
  const number = (name: Numbered) => ({
    ...form.field(name),
    inputMode: 'numeric' as const,
    maxLength: 6,
    error:
      checked && wrong(name)
        ? t('schedule.setup.types.wrongNumber', { least: limits[name][0], most: limits[name][1] })
        : form.field(name).error,
  })
  const words = 'schedule.setup.types'
  const parts: readonly Part[] = visitType
    ? ['general', 'rules', 'needs', 'providers', 'limits']
    : ['general', 'rules', 'needs']
  const saves = part !== 'providers' && part !== 'limits'
  return (
    <Dialog
      title={visitType ? t('practice.changeTitle', { name: visitType.name }) : t(`${words}.add`)}
      onClose={onClose}
      width="wide"
    >
      <form className={css.form} onSubmit={submit} data-command={visitType ? changeVisitType.name : addVisitType.name}>
        <Segmented<Part>
          label={t(`${words}.parts.label`)}
          choices={parts.map(id => ({ id, label: t(`${words}.parts.${id}`) }))}
          value={part}
          onChange={setPart}
        />
        {part === 'general' && (
          <>
            <div className={css.pair}>
              <TextField label={t(`${words}.name`)} autoFocus maxLength={80} {...form.field('name')} />
              <TextField
                label={t(`${words}.shortName`)}
                hint={t(`${words}.shortNameHint`)}
                maxLength={12}
                {...form.field('shortName')}
              />
            </div>
            <TextField
              label={t(`${words}.aliases`)}
              hint={t(`${words}.aliasesHint`)}
              optional
              {...form.field('aliases')}
            />
            <div className={css.pair}>
              <TextField label={t(`${words}.minutes`)} {...number('minutes')} />
              <TextField
                label={t(`${words}.step`)}
                hint={t(`${words}.stepHint`)}
                optional={!visitType}
                {...number('stepMinutes')}
              />
              <TextField label={t(`${words}.prepare`)} hint={t(`${words}.prepareHint`)} {...number('prepareMinutes')} />
              <TextField label={t(`${words}.clean`)} hint={t(`${words}.cleanHint`)} {...number('cleanMinutes')} />
            </div>
            <div className={css.pair}>
              <Select
                label={t(`${words}.color`)}
                choices={colors.map(id => ({ id, label: t(`${words}.colors.${id}`) }))}
                {...form.field('color')}
              />
              <span className={hoursCss.sample}>
                <TypeDot color={form.values.color} />
                {form.values.shortName}
              </span>
            </div>
            <Checkbox
              checked={form.values.needsRoom}
              onChange={on => form.set('needsRoom', on)}
              hint={t(`${words}.needsRoomHint`)}
            >
              {t(`${words}.needsRoom`)}
            </Checkbox>
            {visitType && (
              <Checkbox
                checked={form.values.retired}
                onChange={on => form.set('retired', on)}
                hint={t(`${words}.retiredHint`)}
              >
                {t(`${words}.retired`)}
              </Checkbox>
            )}
          </>
        )}
        {part === 'rules' && <TypeRulesFields form={form} number={number} />}
        {part === 'needs' && <TypeNeedsFields form={form} />}
        {part === 'providers' && visitType && <OwnLengths visitType={visitType} />}
        {part === 'limits' && visitType && <TypeLimits visitType={visitType} />}
        <FormError error={deed.error} />
        {saves && (
          <Button look="main" type="submit" busy={deed.busy}>
            {t(visitType ? 'kit.save' : 'schedule.setup.types.add')}
          </Button>
        )}
      </form>
    </Dialog>
  )
}
