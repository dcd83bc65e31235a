import { useMay } from '../../../../web/app/session.ts'
import { useAct } from '../../../../web/kit/api.ts'
import { Button } from '../../../../web/kit/button.tsx'
import { moment } from '../../../../web/kit/format.ts'
import { Tag } from '../../../../web/kit/tag.tsx'
import { toast } from '../../../../web/kit/toast.ts'
import { sayError } from '../../../../web/words/refusal-words.ts'
import { t } from '../../../../web/words/say.ts'
import { approveGuidance } from '../../contract.ts'
import css from './guidance.module.css'

export type Head = {
  guidance: string
  version: number
  at: string | null
  by: string | null
  approved: { at: string; by: string | null } | null
}

/** Whether a clinician stands behind the wording, and the button with which one does. */
export function Approval({ of, name }: { of: Head; name: string }) {
  const may = useMay()
  const approve = useAct(approveGuidance)
  if (of.approved) {
    return (
      <Tag look="ok">{t('guidance.flags.approved', { by: of.approved.by ?? '', when: moment(of.approved.at) })}</Tag>
    )
  }
  const run = () =>
    approve.run({ guidance: of.guidance, version: of.version }).then(
      () => toast(t('guidance.approvedNow', { name })),
      error => toast(sayError(error), { look: 'bad' }),
    )
  return (
    <span className={css.chips}>
      <Tag look="warn">{t('guidance.flags.notApproved')}</Tag>
      {may(approveGuidance) && (
        <Button
          small
          command={approveGuidance.name}
          label={`${t('guidance.approve')}: ${name}`}
          busy={approve.busy}
          onPress={() => void run()}
        >
          {t('guidance.approve')}
        </Button>
      )}
    </span>
  )
}

/** Which version, by whom and when. */
export const versionWords = (of: Head): string =>
  of.at && of.by
    ? t('guidance.versionBy', { n: of.version, by: of.by, when: moment(of.at) })
    : t('guidance.version', { n: of.version })
