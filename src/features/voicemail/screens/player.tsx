import { useEffect, useRef, useState } from 'react'
import type { OutputOf } from '../../../core/contract.ts'
import { useAct } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { moment } from '../../../web/kit/format.ts'
import { useKeys } from '../../../web/kit/keys.ts'
import { FormError } from '../../../web/kit/states.tsx'
import { t } from '../../../web/words/say.ts'
import { hearVoicemail, type oneVoicemail } from '../contract.ts'
import css from './voicemail.module.css'

/** Plays one spoken message. The sound is fetched when somebody wants to hear it: that is what the trail notes. */
export function Player({ line }: { line: OutputOf<typeof oneVoicemail> }) {
  const hear = useAct(hearVoicemail)
  const audio = useRef<HTMLAudioElement>(null)
  const [address, setAddress] = useState<string | null>(null)
  useEffect(() => () => void (address && URL.revokeObjectURL(address)), [address])
  const play = async () => {
    const here = audio.current
    if (address && here) return here.paused ? void here.play() : here.pause()
    const got = await hear.attempt({ voicemail: line.voicemail })
    if (!got) return
    const bytes = Uint8Array.from(atob(got.sound), letter => letter.charCodeAt(0))
    setAddress(URL.createObjectURL(new Blob([bytes], { type: got.media })))
  }
  const back = () => {
    if (audio.current) audio.current.currentTime = Math.max(0, audio.current.currentTime - 3)
  }
  useKeys(t('voicemail.scope'), {
    p: line.playable ? { does: t('voicemail.play'), run: () => void play() } : undefined,
    ',': address ? { does: t('voicemail.back'), run: back } : undefined,
  })
  if (!line.playable) return <p className={css.quiet}>{t('voicemail.gone')}</p>
  const last = line.heardBy.at(-1)
  return (
    <div className={css.player}>
      {!address && (
        <Button look="main" keyHint="p" busy={hear.busy} command={hearVoicemail.name} onPress={() => void play()}>
          {t('voicemail.play')}
        </Button>
      )}
      {/* biome-ignore lint/a11y/useMediaCaption: what a caller said has no captions. */}
      {address && <audio ref={audio} src={address} controls autoPlay aria-label={t('voicemail.title')} />}
      <span className={css.quiet}>
        {[
          line.seconds !== null && t('voicemail.length', { n: line.seconds }),
          last ? t('voicemail.heard', { name: last.name, when: moment(last.at) }) : t('voicemail.unheard'),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      <FormError error={hear.error} />
    </div>
  )
}
