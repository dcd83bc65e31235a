import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { OutputOf } from '../../../core/contract.ts'
import { usePersonInHand } from '../../../web/app/person-in-hand.ts'
import { useMay } from '../../../web/app/session.ts'
import { act } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { Icon } from '../../../web/kit/icon.tsx'
import { Menu, type MenuDeed } from '../../../web/kit/menu.tsx'
import { toast } from '../../../web/kit/toast.ts'
import { sayError } from '../../../web/words/refusal-words.ts'
import { t } from '../../../web/words/say.ts'
import * as contract from '../contract.ts'
import { type BoardPlace, goOnBoard } from './board-place.ts'
import { ChooseProviders } from './choose-providers.tsx'
import { saveDowntimePack } from './downtime-file.ts'
import { SaveSet } from './save-set.tsx'
import { filterOf } from './use-kept-view.ts'

type Props = {
  place: BoardPlace
  date: string
  providers: readonly { id: string; name: string }[]
  locations: readonly { id: string; label: string }[]
  /** Whose week is on the screen. */
  provider: string | null
  kept: OutputOf<typeof contract.viewFilters> | undefined
}

/** What is shown of the schedule, saved sets, and what goes to paper. */
export function ViewMenu({ place, date, providers, locations, provider, kept }: Props) {
  const may = useMay()
  const navigate = useNavigate()
  const { patientId } = usePersonInHand()
  const [open, setOpen] = useState<'providers' | 'set' | null>(null)
  const sets = kept?.sets ?? []
  const remove = (set: (typeof sets)[number]) =>
    void act(contract.removeViewSet, { set: set.id }).then(
      () => toast(t('schedule.views.set.removed', { name: set.name })),
      error => toast(sayError(error), { look: 'bad' }),
    )
  const paper = (days: number) =>
    void navigate({
      to: '/print/day',
      search: {
        date,
        days,
        ...(place.location ? { location: place.location } : {}),
        ...(days === 7 && provider
          ? { providers: [provider] }
          : place.providers.length > 0
            ? { providers: [...place.providers] }
            : {}),
      },
    })
  const chosen = place.providers.length
  const items: (MenuDeed | 'rule' | false)[] = [
    {
      id: 'providers',
      label: t('schedule.views.providers'),
      detail: chosen > 0 ? t('schedule.views.chosen', { n: chosen }) : t('schedule.views.allProviders'),
      run: () => setOpen('providers'),
    },
    ...(['roomy', 'close'] as const).map(density => ({
      id: density,
      label: t(`schedule.views.${density}`),
      checked: place.density === density,
      run: () => goOnBoard({ density }),
    })),
    ...(locations.length > 1
      ? [
          'rule' as const,
          ...[{ id: null, label: t('schedule.board.everywhere') }, ...locations].map(each => ({
            id: `at ${each.id}`,
            label: each.label,
            checked: place.location === each.id,
            run: () => goOnBoard({ location: each.id }),
          })),
        ]
      : []),
    'rule',
    ...sets.map(set => ({
      id: `set ${set.id}`,
      label: set.name,
      ...(set.mine ? {} : { detail: t('schedule.views.set.by', { name: set.madeBy }) }),
      run: () => goOnBoard(set.filter),
    })),
    may(contract.saveViewSet) && { id: 'save', label: t('schedule.views.set.save'), run: () => setOpen('set') },
    ...sets
      .filter(set => set.mine && may(contract.removeViewSet))
      .map(set => ({
        id: `remove ${set.id}`,
        label: t('schedule.views.set.remove', { name: set.name }),
        run: () => remove(set),
      })),
    may(contract.daySheet) && 'rule',
    may(contract.daySheet) && { id: 'print', label: t('schedule.views.print.day'), run: () => paper(1) },
    may(contract.daySheet) && { id: 'print-week', label: t('schedule.views.print.week'), run: () => paper(7) },
    may(contract.patientAppointments) &&
      patientId !== null && {
        id: 'card',
        label: t('schedule.views.print.card'),
        run: () => void navigate({ to: '/print/card/$patient', params: { patient: patientId } }),
      },
    may(contract.downtimePack) && {
      id: 'pack',
      label: t('schedule.views.print.pack'),
      run: () => void saveDowntimePack(),
    },
  ]
  return (
    <>
      <Menu
        label={t('schedule.views.more')}
        trigger={<Button small label={t('schedule.views.more')} icon={<Icon name="more" />} />}
        items={items.filter(item => item !== false)}
      />
      {open === 'providers' && (
        <ChooseProviders
          providers={providers}
          chosen={place.providers}
          onClose={() => setOpen(null)}
          onChoose={next => {
            goOnBoard({ providers: next })
            setOpen(null)
          }}
        />
      )}
      {open === 'set' && <SaveSet filter={filterOf(place)} onClose={() => setOpen(null)} />}
    </>
  )
}
