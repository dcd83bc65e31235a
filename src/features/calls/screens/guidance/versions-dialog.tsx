import { useMay } from '../../../../web/app/session.ts'
import { useAct, useAsk } from '../../../../web/kit/api.ts'
import { Button } from '../../../../web/kit/button.tsx'
import { Dialog } from '../../../../web/kit/dialog.tsx'
import { moment } from '../../../../web/kit/format.ts'
import { Answered, FormError } from '../../../../web/kit/states.tsx'
import { Tag } from '../../../../web/kit/tag.tsx'
import { toast } from '../../../../web/kit/toast.ts'
import { t } from '../../../../web/words/say.ts'
import { guidanceVersions, keepEmergencyScript, keepRedFlag, keepScript } from '../../contract.ts'
import css from './guidance.module.css'
import { lineChanges } from './line-changes.ts'
import type { Wording } from './shown-flags.ts'
import { type Kind, wordingLines } from './wording-lines.ts'

const keepers = { script: keepScript, 'red-flag': keepRedFlag, emergency: keepEmergencyScript } as const

/** One thing of guidance whose versions are looked at. */
export type Looked = { kind: Kind; guidance: string; name: string }

/** Every version of one wording, newest first: who and when, who stood behind it, what changed, and the way back to it. */
export function VersionsDialog(props: { of: Looked; emergencies: Wording['emergencies']; onClose: () => void }) {
  const { of, emergencies, onClose } = props
  const may = useMay()
  const answer = useAsk(guidanceVersions, { guidance: of.guidance as never })
  const keeper = keepers[of.kind]
  // Of each kind its own command; what an older version holds was checked when it was written, and is again.
  const keep = useAct(keeper as typeof keepScript)
  const back = async (version: { version: number; active: boolean; content: unknown }, newest: number) => {
    const written = await keep.attempt({
      guidance: of.guidance as never,
      version: newest,
      ...(of.kind === 'emergency' ? {} : { active: version.active }),
      content: version.content as never,
    })
    if (written) toast(t('guidance.versions.isBack', { n: version.version, now: written.version }))
  }
  return (
    <Dialog title={t('guidance.versions.title', { name: of.name })} onClose={onClose} width="wide">
      <FormError error={keep.error} />
      <Answered answer={answer}>
        {({ versions }) => {
          const lines = versions.map(one => wordingLines(of.kind, one.content, emergencies))
          return (
            <ol className={css.versions}>
              {versions.map((one, n) => {
                const older = versions[n + 1]
                const changes = older ? lineChanges(lines[n + 1]!, lines[n]!) : []
                const asNow = one.active === versions[0]!.active && lines[n]!.join('\n') === lines[0]!.join('\n')
                return (
                  <li key={one.version} className={css.version}>
                    <div className={css.versionHead}>
                      <h3>{t('guidance.version', { n: one.version })}</h3>
                      <span>
                        {one.by && one.at
                          ? t('guidance.versions.by', { by: one.by, when: moment(one.at) })
                          : t('guidance.versions.brought')}
                      </span>
                      {n === 0 && <Tag look="info">{t('guidance.versions.now')}</Tag>}
                      <Tag look={one.approved ? 'ok' : 'warn'}>
                        {one.approved
                          ? t('guidance.flags.approved', {
                              by: one.approved.by ?? '',
                              when: moment(one.approved.at),
                            })
                          : t('guidance.flags.notApproved')}
                      </Tag>
                      {n > 0 && !asNow && may(keeper) && (
                        <Button
                          small
                          command={keeper.name}
                          busy={keep.busy}
                          label={t('guidance.versions.bringBackTitle', { n: one.version })}
                          onPress={() => void back(one, versions[0]!.version)}
                        >
                          {t('guidance.versions.bringBack')}
                        </Button>
                      )}
                    </div>
                    {older && older.active !== one.active && (
                      <p>{t(one.active ? 'guidance.versions.switchedOn' : 'guidance.versions.switchedOff')}</p>
                    )}
                    {older && changes.length === 0 && older.active === one.active && (
                      <p>{t('guidance.versions.sameWords')}</p>
                    )}
                    {changes.length > 0 && (
                      <ul className={css.changes} aria-label={t('guidance.versions.changes')}>
                        {changes.map((change, m) => (
                          // biome-ignore lint/suspicious/noArrayIndexKey: the same line may be gone and added
                          <li key={m}>
                            <b>{t(`guidance.versions.${change.did}`)}</b>{' '}
                            {change.did === 'gone' ? <del>{change.text}</del> : <ins>{change.text}</ins>}
                          </li>
                        ))}
                      </ul>
                    )}
                    <details>
                      <summary>{t('guidance.versions.whole')}</summary>
                      <p className={css.whole}>{lines[n]!.join('\n')}</p>
                    </details>
                  </li>
                )
              })}
            </ol>
          )
        }}
      </Answered>
    </Dialog>
  )
}
