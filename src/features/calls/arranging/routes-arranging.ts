import type { Operation } from '../../../platform/feature.ts'
import { addMessagePool } from './add-message-pool.ts'
import { addMessageTemplate } from './add-message-template.ts'
import { changeMessagePool } from './change-message-pool.ts'
import { changeMessageRule } from './change-message-rule.ts'
import { changeMessageTemplate } from './change-message-template.ts'
import { coverMe } from './cover-me.ts'
import { covers } from './covers.ts'
import { endCover } from './end-cover.ts'
import { listMessagePools } from './list-message-pools.ts'
import { messageAddresses } from './message-addresses.ts'
import { messageRules } from './message-rules.ts'
import { messageTemplates } from './message-templates.ts'
import { setCover } from './set-cover.ts'

/** How the practice arranges its messages: pools, rules, ready texts, covers. */
export const arrangingOperations: readonly Operation[] = [
  messageAddresses,
  listMessagePools,
  addMessagePool,
  changeMessagePool,
  messageRules,
  changeMessageRule,
  messageTemplates,
  addMessageTemplate,
  changeMessageTemplate,
  covers,
  coverMe,
  setCover,
  endCover,
]
