import type { FormEvent } from 'react'
import css from '../../../../web/app/settings/settings.module.css'
import { useAct } from '../../../../web/kit/api.ts'
import { Button } from '../../../../web/kit/button.tsx'
import { useForm } from '../../../../web/kit/form.ts'
import { Panel } from '../../../../web/kit/panel.tsx'
import { FormError } from '../../../../web/kit/states.tsx'
import { TextArea } from '../../../../web/kit/text-area.tsx'
import { toast } from '../../../../web/kit/toast.ts'
import { t } from '../../../../web/words/say.ts'
import { changeLetterWording, holesOf, type LetterKind } from '../../contract.ts'

/** What the letter to somebody who was not reached says, in both languages. */
export function LetterForm({ letter, wording }: { letter: LetterKind; wording: { en: string; es: string } }) {
  const deed = useAct(changeLetterWording)
  const form = useForm({ en: wording.en, es: wording.es }, deed.error)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (form.missing(['en', 'es'], t('worklists.letters.empty'))) return
    if (await deed.attempt({ letter, ...form.values })) toast(t('worklists.rules.saved'))
  }
  return (
    <Panel
      title={t(`worklists.letters.wording.${letter}`)}
      hint={t(`worklists.letters.wordingHint.${letter}`, { holes: holesOf[letter].map(hole => `{${hole}}`).join(' ') })}
    >
      <form className={css.form} onSubmit={submit}>
        <TextArea label={t('worklists.letters.en')} rows={12} {...form.field('en')} />
        <TextArea label={t('worklists.letters.es')} rows={12} {...form.field('es')} />
        <FormError error={deed.error} />
        <Button look="main" type="submit" busy={deed.busy} command={changeLetterWording.name}>
          {t('worklists.order.save')}
        </Button>
      </form>
    </Panel>
  )
}
