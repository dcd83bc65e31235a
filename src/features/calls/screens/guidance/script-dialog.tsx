import { type FormEvent, useState } from 'react'
import css from '../../../../web/app/settings/settings.module.css'
import { useAct } from '../../../../web/kit/api.ts'
import { Button } from '../../../../web/kit/button.tsx'
import { Checkbox } from '../../../../web/kit/checkbox.tsx'
import { Dialog } from '../../../../web/kit/dialog.tsx'
import { Select } from '../../../../web/kit/select.tsx'
import { FormError } from '../../../../web/kit/states.tsx'
import { TextField } from '../../../../web/kit/text-field.tsx'
import { t } from '../../../../web/words/say.ts'
import { keepScript } from '../../contract.ts'
import { type Content, EndingFields } from './ending-fields.tsx'
import own from './guidance.module.css'
import type { Wording } from './shown-flags.ts'

const empty: Content = {
  name: '',
  about: [],
  questions: [{ key: 'q1', text: '', answers: [{ text: '', next: 'e1' }] }],
  endings: [{ key: 'e1', say: '', outcome: null, urgency: '', visitType: '' }],
}
const freshKey = (start: string, keys: readonly string[]): string => {
  let n = keys.length + 1
  while (keys.includes(`${start}${n}`)) n++
  return `${start}${n}`
}
const at = <T,>(list: readonly T[], n: number, change: Partial<T>): T[] =>
  list.map((one, m) => (m === n ? { ...one, ...change } : one))

/** Writes a call script, or a new version of one: questions, what each answer leads to, and the endings. */
export function ScriptDialog({ script, onClose }: { script: Wording['scripts'][number] | null; onClose: () => void }) {
  const keep = useAct(keepScript, onClose)
  const [content, setContent] = useState<Content>(script?.content ?? empty)
  const [about, setAbout] = useState(script?.content.about.join(', ') ?? '')
  const [active, setActive] = useState(script?.active ?? true)
  const { questions, endings } = content
  const change = (part: Partial<Content>) => setContent(now => ({ ...now, ...part }))
  const targets = [
    ...questions.map((one, n) => ({
      id: one.key,
      label: t('guidance.scripts.toQuestion', { n: n + 1 }),
      detail: one.text,
    })),
    ...endings.map((one, n) => ({ id: one.key, label: t('guidance.scripts.toEnding', { n: n + 1 }), detail: one.say })),
  ]
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const reasons = about.split(',').map(one => one.trim())
    void keep.attempt({
      ...(script ? { guidance: script.guidance, version: script.version } : {}),
      active,
      content: { ...content, about: reasons.filter(Boolean) },
    })
  }
  return (
    <Dialog
      title={script ? t('guidance.changeTitle', { name: script.content.name }) : t('guidance.scripts.add')}
      onClose={onClose}
      width="wide"
      foot={
        <Button look="main" type="submit" form="call-script" busy={keep.busy}>
          {t('guidance.save')}
        </Button>
      }
    >
      <form id="call-script" className={css.form} data-command={keepScript.name} onSubmit={submit}>
        <TextField
          label={t('guidance.flags.name')}
          value={content.name}
          onChange={name => change({ name })}
          maxLength={80}
        />
        <TextField label={t('guidance.scripts.about')} value={about} onChange={setAbout} maxLength={300} optional />
        {questions.map((question, n) => {
          const put = (part: Partial<typeof question>) => change({ questions: at(questions, n, part) })
          return (
            <fieldset key={question.key} className={own.block}>
              <TextField
                label={t('guidance.scripts.question', { n: n + 1 })}
                value={question.text}
                onChange={text => put({ text })}
                maxLength={300}
              />
              {question.answers.map((answer, m) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the place of an answer is its digit
                <div key={m} className={own.pair}>
                  <TextField
                    label={t('guidance.scripts.answer', { n: m + 1 })}
                    value={answer.text}
                    onChange={text => put({ answers: at(question.answers, m, { text }) })}
                    maxLength={120}
                  />
                  <Select
                    label={t('guidance.scripts.leads')}
                    choices={targets.filter(one => one.id !== question.key)}
                    value={answer.next}
                    onChange={next => put({ answers: at(question.answers, m, { next }) })}
                  />
                  <Button
                    small
                    look="quiet"
                    disabled={question.answers.length === 1}
                    onPress={() => put({ answers: question.answers.filter((_, other) => other !== m) })}
                  >
                    {t('guidance.scripts.remove')}
                  </Button>
                </div>
              ))}
              <span className={own.chips}>
                <Button
                  small
                  disabled={question.answers.length === 9}
                  onPress={() => put({ answers: [...question.answers, { text: '', next: endings[0]!.key }] })}
                >
                  {t('guidance.scripts.addAnswer')}
                </Button>
                <Button
                  small
                  look="quiet"
                  disabled={questions.length === 1}
                  onPress={() => change({ questions: questions.filter(one => one.key !== question.key) })}
                >
                  {t('guidance.scripts.remove')}
                </Button>
              </span>
            </fieldset>
          )
        })}
        <Button
          small
          onPress={() => {
            const key = freshKey(
              'q',
              targets.map(one => one.id),
            )
            change({ questions: [...questions, { key, text: '', answers: [{ text: '', next: endings[0]!.key }] }] })
          }}
        >
          {t('guidance.scripts.addQuestion')}
        </Button>
        {endings.map((ending, n) => (
          <EndingFields
            key={ending.key}
            n={n}
            ending={ending}
            alone={endings.length === 1}
            onChange={part => change({ endings: at(endings, n, part) })}
            onRemove={() => change({ endings: endings.filter(one => one.key !== ending.key) })}
          />
        ))}
        <Button
          small
          onPress={() => {
            const key = freshKey(
              'e',
              targets.map(one => one.id),
            )
            change({ endings: [...endings, { key, say: '', outcome: null, urgency: '', visitType: '' }] })
          }}
        >
          {t('guidance.scripts.addEnding')}
        </Button>
        <Checkbox checked={active} onChange={setActive}>
          {t('guidance.flags.inUse')}
        </Checkbox>
        <FormError error={keep.error} />
      </form>
    </Dialog>
  )
}
