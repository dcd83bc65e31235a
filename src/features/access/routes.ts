import type { Feature } from '../../platform/feature.ts'
import { forgetOldAttempts } from './attempt.ts'
import { changePassword } from './change-password.ts'
import { confirmSecondFactor } from './confirm-second-factor.ts'
import { createToken } from './create-token.ts'
import { forgetOldBrowsers } from './known-browser.ts'
import { listSessions } from './list-sessions.ts'
import { listTokens } from './list-tokens.ts'
import { lock } from './lock.ts'
import { removeSecondFactor } from './remove-second-factor.ts'
import { resetSignIn } from './reset-sign-in.ts'
import { revokeSession } from './revoke-session.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'
import { startSecondFactor } from './start-second-factor.ts'
import { unlock } from './unlock.ts'
import { whoAmI } from './who-am-i.ts'

export const accessFeature: Feature = {
  name: 'access',
  operations: [
    signIn,
    signOut,
    whoAmI,
    lock,
    unlock,
    changePassword,
    startSecondFactor,
    confirmSecondFactor,
    removeSecondFactor,
    resetSignIn,
    listSessions,
    revokeSession,
    createToken,
    listTokens,
  ],
  chores: [
    { name: 'forget-attempts', everySeconds: 600, run: forgetOldAttempts },
    { name: 'forget-browsers', everySeconds: 86_400, run: forgetOldBrowsers },
  ],
}
