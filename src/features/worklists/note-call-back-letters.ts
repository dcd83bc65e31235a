import type { Id } from '../../core/id.ts'
import { command } from '../../platform/feature.ts'
import { letterOf } from '../calls/index.ts'
import { callBackPapers } from './call-back-letters.ts'
import * as contract from './contract.ts'

/** Notes letters as sent, when somebody says that they are in the post; what they said is kept on the thread of each call-back. */
export const noteCallBackLetters = command(contract.noteCallBackLetters, {
  async run(ctx, input) {
    const printed = new Map(input.letters.map(one => [one.message, one.due]))
    // In one order, so that two who note the same heap do not wait for each other.
    const ids = [...printed.keys()].sort()
    const papers = new Map(
      (await callBackPapers(ctx, await letterOf.wanted(ctx, ids))).map(paper => [paper.message, paper]),
    )
    const left: Id<'message'>[] = []
    for (const message of ids) {
      const paper = papers.get(message)
      const text = paper && [[paper.name, ...paper.address].join('\n'), paper.date, ...paper.paragraphs].join('\n\n')
      const sent = await letterOf.sent(ctx, { message, due: printed.get(message), text: text ?? '' })
      if (!sent) left.push(message)
    }
    return { noted: ids.length - left.length, left }
  },
})
