import type { Feature } from '../../platform/feature.ts'
import { addMailbox } from './add-mailbox.ts'
import { voicemailCarrier } from './carry-voicemails.ts'
import { changeSetting } from './change-setting.ts'
import { fetchMail } from './fetch-mail.ts'
import { forgetSounds } from './forget-sounds.ts'
import { giveVoicemail } from './give-voicemail.ts'
import { hearVoicemail } from './hear-voicemail.ts'
import { keepRecording } from './keep-recording.ts'
import { linkVoicemail } from './link-voicemail.ts'
import { mailboxes } from './mailboxes.ts'
import { oneVoicemail } from './one-voicemail.ts'
import { recordingsOfCall } from './recordings-of-call.ts'
import { removeMailbox } from './remove-mailbox.ts'
import { reopenVoicemail } from './reopen-voicemail.ts'
import { setting } from './setting.ts'
import { settleVoicemail } from './settle-voicemail.ts'
import { voicemails } from './voicemails.ts'

/** What spoken messages bring to the program. */
export const voicemailFeature: Feature = {
  name: 'voicemail',
  operations: [
    giveVoicemail,
    voicemails,
    oneVoicemail,
    hearVoicemail,
    linkVoicemail,
    settleVoicemail,
    reopenVoicemail,
    keepRecording,
    recordingsOfCall,
    setting,
    changeSetting,
    mailboxes,
    addMailbox,
    removeMailbox,
  ],
  carriers: [voicemailCarrier],
  chores: [
    { name: 'voicemail-fetch-mail', everySeconds: 30, run: fetchMail },
    { name: 'voicemail-forget-sounds', everySeconds: 3600, run: forgetSounds },
  ],
}
