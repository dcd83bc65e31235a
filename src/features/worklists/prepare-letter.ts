import type { Id } from '../../core/id.ts'
import type { Context } from '../../platform/context.ts'
import { letterOf } from '../calls/index.ts'
import { callBackPapers } from './call-back-letters.ts'

/** A call-back was tried often enough. Its letter stands ready to be printed from then on; if none can go, those it was for have a task that
 *  says why. Heard twice, it is done once. */
export async function prepareLetter(ctx: Context, message: Id<'message'>): Promise<void> {
  const [wanted] = await letterOf.wanted(ctx, [message])
  if (!wanted) return
  const [paper] = await callBackPapers(ctx, [wanted])
  const why = !paper ? noPatient : paper.deceased ? died : paper.address.length === 0 ? noAddress : null
  if (why) await letterOf.impossible(ctx, { message, text: why(paper?.name ?? '') })
}

const noPatient = () =>
  'No letter can go: nobody was linked to this call-back. See who called and how else to reach them.'
const died = (name: string) =>
  `No letter goes to ${name}: the record says the patient has died. See who else is to be told.`
const noAddress = (name: string) =>
  `No letter can go to ${name}: the record has no postal address. Reach the patient another way, or add the address.`
