import type { Feature } from '../../platform/feature.ts'
import { addLocation } from './add-location.ts'
import { addPerson } from './add-person.ts'
import { addProvider } from './add-provider.ts'
import { addRoom } from './add-room.ts'
import { changeLocation } from './change-location.ts'
import { changePerson } from './change-person.ts'
import { changePractice } from './change-practice.ts'
import { changeProvider } from './change-provider.ts'
import { changeRole } from './change-role.ts'
import { changeRoom } from './change-room.ts'
import { listPeopleToMessage } from './list-people-to-message.ts'
import { overview } from './overview.ts'
import { listPermissions } from './permissions.ts'
import { isEmpty, setUpPractice } from './set-up-practice.ts'

export const practiceFeature: Feature = {
  name: 'practice',
  operations: [
    isEmpty,
    setUpPractice,
    overview,
    changePractice,
    addLocation,
    changeLocation,
    addRoom,
    changeRoom,
    addProvider,
    changeProvider,
    addPerson,
    changePerson,
    listPeopleToMessage,
    changeRole,
    listPermissions,
  ],
}
