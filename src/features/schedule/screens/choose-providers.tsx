import { useState } from 'react'
import { Button } from '../../../web/kit/button.tsx'
import { Checkbox } from '../../../web/kit/checkbox.tsx'
import { Dialog } from '../../../web/kit/dialog.tsx'
import { t } from '../../../web/words/say.ts'
import css from './day-bar.module.css'

const most = 60

/** Which providers the board shows, in the order they are chosen. */
export function ChooseProviders({
  providers,
  chosen,
  onChoose,
  onClose,
}: {
  providers: readonly { id: string; name: string }[]
  chosen: readonly string[]
  onChoose: (providers: readonly string[]) => void
  onClose: () => void
}) {
  const [held, setHeld] = useState(chosen)
  return (
    <Dialog
      title={t('schedule.views.choose.title')}
      onClose={onClose}
      foot={
        <>
          <Button onPress={() => onChoose([])}>{t('schedule.views.choose.all')}</Button>
          <Button look="main" onPress={() => onChoose(held)}>
            {t('schedule.views.choose.show')}
          </Button>
        </>
      }
    >
      <p className={css.hint}>{t('schedule.views.choose.hint')}</p>
      <div className={css.choices}>
        {providers.map(each => (
          <Checkbox
            key={each.id}
            checked={held.includes(each.id)}
            disabled={!held.includes(each.id) && held.length >= most}
            onChange={on => setHeld(on ? [...held, each.id] : held.filter(id => id !== each.id))}
          >
            {each.name}
          </Checkbox>
        ))}
      </div>
    </Dialog>
  )
}
