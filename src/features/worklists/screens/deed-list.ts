import { t } from '../../../web/words/say.ts'
import type { ListRow } from '../contract.ts'
import { attempt, closeUnanswered, stop, waitTillTomorrow } from './row-deeds.ts'

export type RowDeed = {
  key: string
  words: string
  command: string
  /** Resolves to true when the row is done with for now: the next one is taken. */
  run: () => Promise<boolean> | undefined
  main?: boolean
}

type Opens = {
  book: () => void
  close: () => void
  call: () => void
  decline: () => void
  change: () => void
  letter: () => void
}

const note = 'worklists.note-attempt'

/** What can be done about a row, each with its key: the usual one first. */
export function deedsFor(row: ListRow, opens: Opens): RowDeed[] {
  const open = (run: () => void) => () => {
    run()
    return undefined
  }
  const said = (key: string, words: string, result: Parameters<typeof attempt>[1]): RowDeed => ({
    key,
    words,
    command: note,
    run: () => attempt(row, result),
  })
  const call: RowDeed[] = row.patient.phone
    ? [{ key: 'c', words: t('worklists.deeds.call'), command: 'calls.take-call', run: open(opens.call) }]
    : []
  const later = {
    key: 'z',
    words: t('worklists.deeds.tomorrow'),
    command: 'worklists.put-off',
    run: () => waitTillTomorrow(row),
  }
  const close = { key: 'x', words: t('worklists.deeds.close'), command: 'worklists.close-item', run: open(opens.close) }
  const book = {
    key: 'b',
    words: t('worklists.deeds.book'),
    command: 'schedule.book-appointment',
    run: open(opens.book),
  }
  if (row.list === 'confirm') {
    return [
      { ...said('1', t('worklists.deeds.confirm'), 'confirmed'), main: true },
      said('2', t('worklists.deeds.noAnswer'), 'no-answer'),
      said('3', t('worklists.deeds.voicemail'), 'voicemail'),
      said('4', t('worklists.deeds.move'), 'wants-to-move'),
      said('5', t('worklists.deeds.cancels'), 'cancels'),
      said('6', t('worklists.deeds.wrongNumber'), 'wrong-number'),
      { ...book, words: t('worklists.deeds.onBoard'), command: 'schedule.day-board' },
      ...call,
      later,
    ]
  }
  if (row.list === 'requests') {
    return [
      { ...book, words: t('worklists.deeds.book') },
      { key: 'd', words: t('worklists.deeds.decline'), command: 'worklists.decline-request', run: open(opens.decline) },
      ...call,
      later,
    ]
  }
  const ladder: RowDeed[] =
    row.step === 'letter'
      ? [
          {
            key: 'l',
            words: t('worklists.deeds.letter'),
            command: note,
            run: () => attempt(row, 'sent', 'letter'),
            main: true,
          },
          ...(row.list === 'orders'
            ? []
            : [
                {
                  key: 'p',
                  words: t('worklists.letters.single'),
                  command: 'worklists.letters-due',
                  run: open(opens.letter),
                },
              ]),
        ]
      : row.step === 'close'
        ? [
            {
              key: 'l',
              words: t('worklists.deeds.closeNoAnswer'),
              command: 'worklists.close-item',
              run: () => closeUnanswered(row),
              main: true,
            },
          ]
        : []
  return [
    ...ladder,
    { ...book, main: ladder.length === 0 },
    said('2', t('worklists.deeds.noAnswer'), 'no-answer'),
    said('3', t('worklists.deeds.voicemail'), 'voicemail'),
    said('4', t('worklists.deeds.reached'), 'reached'),
    said('5', t('worklists.deeds.declines'), 'declines'),
    said('6', t('worklists.deeds.wrongNumber'), 'wrong-number'),
    ...call,
    later,
    ...(row.list === 'orders'
      ? [
          {
            key: 'e',
            words: t('worklists.deeds.changeOrder'),
            command: 'worklists.change-order',
            run: open(opens.change),
          },
        ]
      : []),
    ...(row.list === 'recall'
      ? [{ key: 's', words: t('worklists.deeds.stop'), command: 'worklists.stop-recalls', run: () => stop(row) }]
      : []),
    close,
  ]
}
