import { useState } from 'react'
import { useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { Panel } from '../../../web/kit/panel.tsx'
import { ErrorState, LoadingState } from '../../../web/kit/states.tsx'
import { Tag } from '../../../web/kit/tag.tsx'
import { t } from '../../../web/words/say.ts'
import { verifyAudit } from '../contract.ts'

/** Checks the seal of the trail on demand: every line is read, so it is asked for and not done at each visit. */
export function SealPanel() {
  const [asked, setAsked] = useState(false)
  const answer = useAsk(verifyAudit, {}, { enabled: asked, fresh_ms: 0 })
  const check = () => (asked ? void answer.refetch() : setAsked(true))
  const found = answer.data
  return (
    <Panel
      title={t('privacy.seal.title')}
      hint={t('privacy.seal.hint')}
      deeds={
        <Button onPress={check} busy={answer.isFetching}>
          {t('privacy.seal.check')}
        </Button>
      }
    >
      {asked && answer.isPending && <LoadingState lines={1} />}
      {answer.error && <ErrorState error={answer.error} small />}
      {found?.sound && (
        <p role="status">
          <Tag look="ok">{t('privacy.seal.sound', { n: found.lines })}</Tag>
        </p>
      )}
      {found && !found.sound && (
        <p role="alert">
          <Tag look="bad">{t(`privacy.seal.trouble.${found.trouble?.kind ?? 'altered'}`)}</Tag>{' '}
          {found.trouble?.seq !== null && t('privacy.seal.at', { n: found.trouble?.seq ?? 0 })}
        </p>
      )}
    </Panel>
  )
}
