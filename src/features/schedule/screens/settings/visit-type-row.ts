import type { InputOf, OutputOf } from '../../../../core/contract.ts'
import type { addVisitType, listVisitTypes } from '../../contract.ts'

/** A visit type as the list of them shows it. */
export type VisitTypeRow = OutputOf<typeof listVisitTypes>['visitTypes'][number]
export type Need = NonNullable<InputOf<typeof addVisitType>['needs']>[number]
export type RoomKind = NonNullable<InputOf<typeof addVisitType>['roomKind']>
