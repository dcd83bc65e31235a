import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { visitHere } from './visit-here.ts'
import { addWord } from './word.ts'

/** What the patient told the desk by phone: on the way, late. Somebody who waits outside has arrived already. */
export const noteWord = command(contract.noteWord, {
  async run(ctx, input) {
    const visit = await visitHere(ctx, input.appointment)
    const may = ['booked', 'confirmed', ...(input.word === 'in-the-car' || input.word === 'nothing' ? ['arrived'] : [])]
    if (!may.includes(visit.state)) throw contract.notExpected({ state: visit.state })
    await addWord(ctx, visit, input)
    return { appointment: visit.id, word: input.word }
  },
})
