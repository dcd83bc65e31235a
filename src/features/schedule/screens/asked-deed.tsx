import { AgainDialog } from './again-dialog.tsx'
import { CancelDialog } from './cancel-dialog.tsx'
import { useAskedDeed } from './deed-asked.ts'
import { OverDialog } from './over-dialog.tsx'
import { SeriesDialog } from './series-dialog.tsx'
import { UndoDialog } from './undo-dialog.tsx'
import { WaiveDialog } from './waive-dialog.tsx'

/** The one question that is open over the board, if any. */
export function AskedDeed() {
  const asked = useAskedDeed()
  switch (asked?.kind) {
    case 'cancel':
      return <CancelDialog key={asked.visit.id} visit={asked.visit} />
    case 'again':
      return <AgainDialog key={asked.visit.id} visit={asked.visit} />
    case 'series': {
      const { kind: _, ...rest } = asked
      return <SeriesDialog key={asked.visit.id} {...rest} />
    }
    case 'undo':
      return <UndoDialog visits={asked.visits} who={asked.who} conflicts={asked.conflicts} />
    case 'over':
      return <OverDialog text={asked.text} go={asked.go} />
    case 'waive':
      return <WaiveDialog fee={asked.fee} who={asked.who} />
    default:
      return null
  }
}
