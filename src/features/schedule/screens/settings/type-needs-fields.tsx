import css from '../../../../web/app/settings/settings.module.css'
import { useAsk } from '../../../../web/kit/api.ts'
import { Button } from '../../../../web/kit/button.tsx'
import type { useForm } from '../../../../web/kit/form.ts'
import { Icon } from '../../../../web/kit/icon.tsx'
import { Select } from '../../../../web/kit/select.tsx'
import { t } from '../../../../web/words/say.ts'
import { listDevices, listPools } from '../../contract.ts'
import own from './type-parts.module.css'
import type { Need, RoomKind } from './visit-type-row.ts'

type Values = { roomKind: RoomKind | 'any'; needs: Need[] }
const kinds = ['any', 'exam', 'procedure', 'laboratory', 'imaging', 'waiting', 'office', 'video'] as const
const words = 'schedule.setup.types.need'
const MOST = 5

/** What a visit takes beside the provider: a room of a kind, devices of a kind, one more person of a pool. */
export function TypeNeedsFields({
  form,
}: {
  form: Pick<ReturnType<typeof useForm<Values>>, 'values' | 'field' | 'set'>
}) {
  const devices = useAsk(listDevices, {}).data?.devices ?? []
  const pools = useAsk(listPools, {}).data?.pools ?? []
  const { needs } = form.values
  // A kind that no device has any more stays to be seen.
  const deviceKinds = [...new Set([...devices.map(one => one.kind), ...needs.flatMap(one => one.deviceKind || [])])]
  const choices = [
    ...deviceKinds.map(kind => ({ id: `device:${kind}`, label: kind, detail: t(`${words}.device`) })),
    ...pools.map(pool => ({ id: `pool:${pool.id}`, label: pool.name, detail: t(`${words}.staff`) })),
  ]
  const idOf = (need: Need) => (need.pool ? `pool:${need.pool}` : `device:${need.deviceKind}`)
  const needOf = (id: string): Need =>
    id.startsWith('pool:') ? { pool: id.slice(5) as NonNullable<Need['pool']> } : { deviceKind: id.slice(7) }
  const used = needs.map(idOf)
  const free = choices.find(one => !used.includes(one.id))
  const set = (next: Need[]) => form.set('needs', next)
  return (
    <>
      <Select
        label={t(`${words}.roomKind`)}
        hint={t(`${words}.roomKindHint`)}
        choices={kinds.map(id => ({ id, label: t(`${words}.kinds.${id}`) }))}
        {...form.field('roomKind')}
      />
      <fieldset className={css.fieldset}>
        <legend>{t(`${words}.beside`)}</legend>
        <div className={own.rows}>
          {needs.map((need, n) => (
            <div key={idOf(need)} className={own.need}>
              <Select
                label={t(`${words}.nth`, { n: n + 1 })}
                hideLabel
                choices={choices.filter(one => one.id === idOf(need) || !used.includes(one.id))}
                value={idOf(need)}
                onChange={id => set(needs.map((one, at) => (at === n ? needOf(id) : one)))}
              />
              <Button
                look="quiet"
                icon={<Icon name="cross" size={14} />}
                label={t(`${words}.remove`, { n: n + 1 })}
                onPress={() => set(needs.filter((_, at) => at !== n))}
              />
            </div>
          ))}
          {choices.length === 0 && <p className={css.quiet}>{t(`${words}.none`)}</p>}
          {free && needs.length < MOST && (
            <Button look="quiet" icon={<Icon name="plus" size={14} />} onPress={() => set([...needs, needOf(free.id)])}>
              {t(`${words}.add`)}
            </Button>
          )}
        </div>
      </fieldset>
    </>
  )
}
