import type { Feature } from '../../platform/feature.ts'
import { phoneHook } from './hooks/hear-hook.ts'
import { changeEventKeeping } from './intake/change-event-keeping.ts'
import { eventKeeping } from './intake/event-keeping.ts'
import { forgetEvents } from './intake/forget-events.ts'
import { addExtension } from './setting-up/add-extension.ts'
import { addLine } from './setting-up/add-line.ts'
import { addPhoneSystem } from './setting-up/add-phone-system.ts'
import { changeExtension } from './setting-up/change-extension.ts'
import { changeLine } from './setting-up/change-line.ts'
import { changePhoneSystem } from './setting-up/change-phone-system.ts'
import { phoneSystems } from './setting-up/phone-systems.ts'
import { removeExtension } from './setting-up/remove-extension.ts'
import { removeLine } from './setting-up/remove-line.ts'
import { removePhoneSystem } from './setting-up/remove-phone-system.ts'
import { callOfLeg } from './softphone/call-of-leg.ts'
import { myPhone } from './softphone/my-phone.ts'
import { removeSoftphone } from './softphone/remove-softphone.ts'
import { setSoftphone } from './softphone/set-softphone.ts'
import { sipCredentials } from './softphone/sip-credentials.ts'
import { softphoneAddresses } from './softphone/softphone-addresses.ts'
import { softphoneSetting } from './softphone/softphone-setting.ts'
import { keepConnected } from './systems/keep-connected.ts'

export const telephonyFeature: Feature = {
  name: 'telephony',
  operations: [
    addPhoneSystem,
    changePhoneSystem,
    removePhoneSystem,
    addLine,
    changeLine,
    removeLine,
    addExtension,
    changeExtension,
    removeExtension,
    phoneSystems,
    eventKeeping,
    changeEventKeeping,
    setSoftphone,
    removeSoftphone,
    softphoneSetting,
    myPhone,
    callOfLeg,
    sipCredentials,
  ],
  chores: [{ name: 'telephony-forget-events', everySeconds: 3600, run: forgetEvents }],
  hooks: [phoneHook],
  pagesConnectTo: softphoneAddresses,
  standing: [keepConnected({ lookEvery_ms: 2_000, firstPause_ms: 1_000 })],
}
