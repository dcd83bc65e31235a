import { z } from 'zod'
import { commandContract, queryContract } from '../../core/contract.ts'
import { idOf } from '../../core/id.ts'
import { notSignedIn, refusal, tooManyRequests } from '../../core/refusal.ts'

export const wrongCredentials = refusal('access.wrong-credentials', 'denied')
export const codeNeeded = refusal('access.code-needed', 'denied')
export const wrongCode = refusal('access.wrong-code', 'denied')
export const whichPractice = refusal('access.which-practice', 'conflict')
export const wrongPassword = refusal('access.wrong-password', 'denied')
export const samePassword = refusal('access.same-password', 'invalid')
export const secondFactorOn = refusal('access.second-factor-on', 'conflict')
export const secondFactorOff = refusal('access.second-factor-off', 'conflict')
export const browserOnly = refusal('access.browser-only', 'denied')
export const scopeNotHeld = refusal('access.scope-not-held', 'denied')
export const notYourself = refusal('access.not-yourself', 'conflict')

const password = z
  .string()
  .min(1)
  .max(200)
  .meta({ description: 'The password', examples: ['correct horse battery'] })
const newPassword = z
  .string()
  .min(12)
  .max(200)
  .meta({ description: 'A new password, 12 characters at least', examples: ['correct horse battery'] })
const code = z
  .string()
  .trim()
  .regex(/^\d{3} ?\d{3}$/, 'must be six digits')
  .meta({ description: 'Six digits from the authenticator app (TOTP, RFC 6238)', examples: ['123456'] })
  .transform(text => text.replace(' ', ''))
const recoveryCode = z
  .string()
  .trim()
  .max(40)
  .meta({ description: 'One of the recovery codes, each good for one sign-in', examples: ['abcd-efgh-jkmn-pqrs'] })

export const signIn = commandContract({
  name: 'access.sign-in',
  summary: 'Signs a person in on this browser, with password and, where it is on, the second factor.',
  open: 'nobody',
  secret: true,
  input: z.object({
    email: z
      .string()
      .trim()
      .toLowerCase()
      .min(1)
      .max(254)
      .meta({ description: 'E-mail address', format: 'email', examples: ['avery@example.org'] }),
    password,
    code: code.optional(),
    recoveryCode: recoveryCode.optional(),
    practice: idOf('practice').optional(),
  }),
  output: z.object({
    staff: idOf('staff'),
    name: z.string(),
    practice: idOf('practice'),
    mustChangePassword: z.boolean(),
  }),
  refusals: [wrongCredentials, codeNeeded, wrongCode, whichPractice, tooManyRequests],
})

export const signOut = commandContract({
  name: 'access.sign-out',
  summary: 'Ends the session of this browser, or the token that asks.',
  open: 'nobody',
  secret: true,
  input: z.object({}),
  output: z.object({}),
})

export const whoAmI = queryContract({
  name: 'access.who-am-i',
  summary: 'Who is signed in, what they may do, and whether the screen is locked.',
  open: 'anybody',
  refreshedBy: [
    'access.session-changed',
    'practice.practice-changed',
    'practice.person-changed',
    'practice.role-changed',
  ],
  input: z.object({}),
  output: z.object({
    staff: idOf('staff'),
    session: idOf('session'),
    kind: z.enum(['staff', 'token']),
    name: z.string(),
    email: z.string(),
    roles: z.array(z.object({ key: z.string(), name: z.string() })),
    permissions: z.array(z.string()),
    practice: z.object({ id: idOf('practice'), name: z.string(), zone: z.string(), idleLockMinutes: z.number().int() }),
    secondFactor: z.boolean(),
    recoveryCodesLeft: z.number().int(),
    mustChangePassword: z.boolean(),
    locked: z.boolean(),
    expiresAt: z.string(),
  }),
  refusals: [notSignedIn],
})

export const lock = commandContract({
  name: 'access.lock',
  summary: 'Locks the screen; the session stays, and nothing but unlock opens it.',
  open: 'anybody',
  input: z.object({}),
  output: z.object({}),
  refusals: [browserOnly],
})

export const unlock = commandContract({
  name: 'access.unlock',
  summary: 'Opens the locked screen again with the password or, where the second factor is on, a code.',
  open: 'anybody',
  secret: true,
  input: z.object({ password: password.optional(), code: code.optional() }),
  output: z.object({}),
  refusals: [wrongCredentials, tooManyRequests, browserOnly],
})

export const changePassword = commandContract({
  name: 'access.change-password',
  summary: 'Changes the own password and ends every other session of this person.',
  open: 'anybody',
  secret: true,
  input: z.object({
    current: password.meta({ description: 'The password until now', examples: ['correct horse battery'] }),
    next: newPassword,
  }),
  output: z.object({}),
  refusals: [wrongPassword, samePassword, tooManyRequests, browserOnly],
})

export const startSecondFactor = commandContract({
  name: 'access.start-second-factor',
  summary: 'Makes the secret for an authenticator app; the second factor is on once a code has confirmed it.',
  open: 'anybody',
  secret: true,
  input: z.object({ password }),
  output: z.object({ secret: z.string(), uri: z.string() }),
  refusals: [wrongPassword, secondFactorOn, tooManyRequests, browserOnly],
})

export const confirmSecondFactor = commandContract({
  name: 'access.confirm-second-factor',
  summary: 'Switches the second factor on, ends every other session, and answers the recovery codes, once.',
  open: 'anybody',
  secret: true,
  input: z.object({ code }),
  output: z.object({ recoveryCodes: z.array(z.string()) }),
  refusals: [wrongCode, secondFactorOn, secondFactorOff, tooManyRequests, browserOnly],
})

export const removeSecondFactor = commandContract({
  name: 'access.remove-second-factor',
  summary: 'Switches the second factor off; needs the password and a code or recovery code.',
  open: 'anybody',
  secret: true,
  input: z.object({ password, code: code.optional(), recoveryCode: recoveryCode.optional() }),
  output: z.object({}),
  refusals: [wrongPassword, wrongCode, secondFactorOff, tooManyRequests, browserOnly],
})

export const listSessions = queryContract({
  name: 'access.list-sessions',
  summary: 'Browsers that are signed in as oneself; who manages people may ask for another person.',
  open: 'anybody',
  refreshedBy: ['access.session-changed'],
  input: z.object({ person: idOf('staff').optional() }),
  output: z.object({
    sessions: z.array(
      z.object({
        id: idOf('session'),
        createdAt: z.string(),
        seenAt: z.string(),
        expiresAt: z.string(),
        address: z.string().nullable(),
        agent: z.string().nullable(),
        locked: z.boolean(),
        current: z.boolean(),
      }),
    ),
  }),
})

export const revokeSession = commandContract({
  name: 'access.revoke-session',
  summary: 'Ends a session or token at once: the own, or anybody’s for who manages people.',
  open: 'anybody',
  input: z.object({ session: idOf('session') }),
  output: z.object({}),
  refusals: [browserOnly],
})

export const createToken = commandContract({
  name: 'access.create-token',
  summary: 'Makes an API token for oneself that may do at most what one may do oneself; the token is shown once.',
  roles: ['manager'],
  secret: true,
  input: z.object({
    label: z
      .string()
      .trim()
      .min(1)
      .max(120)
      .meta({ description: 'What the token is for', examples: ['Phone system'] }),
    scope: z
      .array(z.string().regex(/^[a-z][a-z0-9-]*\.([a-z][a-z0-9-]*|\*)$/, 'must be a permission or feature.*'))
      .min(1)
      .max(200)
      .meta({
        description: 'Permissions the token carries: names of commands and queries, or feature.* for all of a feature',
        examples: [['calls.*', 'patients.search-patients']],
      }),
    days: z
      .number()
      .int()
      .min(1)
      .max(365)
      .meta({ description: 'Days until the token expires', examples: [90] }),
  }),
  output: z.object({ id: idOf('session'), token: z.string(), expiresAt: z.string() }),
  refusals: [scopeNotHeld, browserOnly],
})

export const listTokens = queryContract({
  name: 'access.list-tokens',
  summary: 'API tokens that are in force: the own, and for who manages people everybody’s.',
  roles: ['manager'],
  refreshedBy: ['access.session-changed'],
  input: z.object({}),
  output: z.object({
    tokens: z.array(
      z.object({
        id: idOf('session'),
        label: z.string(),
        person: z.object({ id: idOf('staff'), name: z.string() }),
        scope: z.array(z.string()).nullable(),
        createdAt: z.string(),
        seenAt: z.string(),
        expiresAt: z.string(),
      }),
    ),
  }),
})

export const resetSignIn = commandContract({
  name: 'access.reset-sign-in',
  summary:
    'Gives a person who cannot sign in a first password again, takes the second factor off and ends their sessions and tokens.',
  roles: ['manager'],
  secret: true,
  input: z.object({ person: idOf('staff'), password: newPassword }),
  output: z.object({}),
  refusals: [notYourself],
})
