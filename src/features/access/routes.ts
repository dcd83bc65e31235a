import type { Feature } from '../../platform/feature.ts'
import { createToken } from './create-token.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'
import { whoAmI } from './who-am-i.ts'

export const accessFeature: Feature = {
  name: 'access',
  operations: [signIn, signOut, whoAmI, createToken],
}
