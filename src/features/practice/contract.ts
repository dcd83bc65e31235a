import { z } from 'zod'
import { commandContract, queryContract, type RoleKey } from '../../core/contract.ts'
import { idOf } from '../../core/id.ts'
import { isNpi } from '../../core/npi.ts'
import { refusal } from '../../core/refusal.ts'

export const notEmpty = refusal('practice.already-set-up', 'conflict')
export const emailTaken = refusal('practice.email-taken', 'conflict')
export const npiTaken = refusal('practice.npi-taken', 'conflict')
export const ownAccess = refusal('practice.own-access', 'conflict')
export const nobodyLeftToManage = refusal('practice.nobody-left-to-manage', 'conflict')
export const unknownPermission = refusal('practice.unknown-permission', 'invalid')

const everyRole: readonly RoleKey[] = ['secretary', 'biller', 'provider', 'manager', 'privacy-officer']

const changes = [
  'practice.practice-changed',
  'practice.location-changed',
  'practice.room-changed',
  'practice.provider-changed',
  'practice.person-changed',
  'practice.role-changed',
]

const zone = z
  .string()
  .refine(name => {
    try {
      Temporal.Now.instant().toZonedDateTimeISO(name)
      return /^[A-Za-z]+(\/[A-Za-z0-9_+-]+)*$/.test(name)
    } catch {
      return false
    }
  }, 'must be a time zone such as America/New_York')
  .meta({ description: 'IANA time zone', examples: ['America/New_York'] })

const named = (most: number, description: string, example: string) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .meta({ description, examples: [example] })

const maybe = (most: number, description: string, example: string) =>
  z
    .string()
    .trim()
    .max(most)
    .nullable()
    .meta({ description: `${description}; null or empty when there is none`, examples: [example] })
    .transform(text => text || null)

/** An e-mail address as it is stored and compared: lower case. */
const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email())
  .meta({ description: 'E-mail address the person signs in with', format: 'email', examples: ['avery@example.org'] })

/** Length is what counts against guessing; rules about signs only make people write passwords down. */
const newPassword = z
  .string()
  .min(12)
  .max(200)
  .meta({ description: 'A new password, 12 characters at least', examples: ['correct horse battery'] })

const phone = z
  .string()
  .regex(/^\+[1-9]\d{6,14}$/, 'must be a phone number such as +12125550100')
  .nullable()
  .meta({ description: 'Phone number with country code (E.164), or null', examples: ['+12125550100'] })

const npi = z
  .string()
  .refine(isNpi, 'must be a National Provider Identifier (its last digit does not fit)')
  .nullable()
  .meta({ description: 'National Provider Identifier, or null', examples: ['1234567893'] })

export const setUpPractice = commandContract({
  name: 'practice.set-up-practice',
  summary: 'Sets up the first practice of an empty installation, with its first manager and location.',
  open: 'nobody',
  secret: true,
  input: z.object({
    name: named(200, 'Name of the practice', 'Main Street Family Medicine'),
    zone,
    locationName: named(
      120,
      'Name of the first location; the name of the practice if left out',
      'Main Street',
    ).optional(),
    managerName: named(200, 'Name of the first manager', 'Avery Example'),
    managerEmail: email,
    managerPassword: newPassword,
  }),
  output: z.object({ practice: idOf('practice'), staff: idOf('staff'), location: idOf('location') }),
  refusals: [notEmpty],
})

export const isEmpty = queryContract({
  name: 'practice.is-empty',
  summary: 'Tells whether the installation still has to be set up, and whether it holds the demo clinic.',
  open: 'nobody',
  input: z.object({}),
  output: z.object({ empty: z.boolean(), demo: z.boolean() }),
})

const location = z.object({
  id: idOf('location'),
  name: z.string(),
  zone: z.string(),
  phone: z.string().nullable(),
  street: z.string().nullable(),
  city: z.string().nullable(),
  state: z.string().nullable(),
  postalCode: z.string().nullable(),
  closedAt: z.string().nullable(),
})

const room = z.object({
  id: idOf('room'),
  location: idOf('location'),
  name: z.string(),
  kind: z.string(),
  closedAt: z.string().nullable(),
})

const provider = z.object({
  id: idOf('provider'),
  family: z.string(),
  given: z.string(),
  credential: z.string(),
  npi: z.string().nullable(),
  specialty: z.string(),
  /** Languages spoken with patients, BCP 47 in lower case. */
  languages: z.array(z.string()),
  color: z.string(),
  location: idOf('location').nullable(),
  staff: idOf('staff').nullable(),
  leftAt: z.string().nullable(),
})

export const overview = queryContract({
  name: 'practice.overview',
  summary:
    'The practice with its locations, rooms, providers, people and roles; those gone are listed with the moment they left.',
  roles: everyRole,
  refreshedBy: changes,
  input: z.object({}),
  output: z.object({
    practice: z.object({
      id: idOf('practice'),
      name: z.string(),
      zone: z.string(),
      country: z.string(),
      phone: z.string().nullable(),
      idleLockMinutes: z.number().int(),
    }),
    locations: z.array(location),
    rooms: z.array(room),
    providers: z.array(provider),
    staff: z.array(
      z.object({
        id: idOf('staff'),
        name: z.string(),
        /** Null for those who do not manage people. */
        email: z.string().nullable(),
        roles: z.array(idOf('role')),
        leftAt: z.string().nullable(),
      }),
    ),
    roles: z.array(z.object({ id: idOf('role'), key: z.string(), name: z.string(), permissions: z.array(z.string()) })),
  }),
})

export const listPermissions = queryContract({
  name: 'practice.list-permissions',
  summary: 'Every permission a role can hold, with what it allows.',
  roles: ['manager'],
  input: z.object({}),
  output: z.object({ permissions: z.array(z.object({ name: z.string(), summary: z.string() })) }),
})

export const changePractice = commandContract({
  name: 'practice.change-practice',
  summary: 'Changes the name, zone, phone or idle lock of the practice.',
  roles: ['manager'],
  input: z.object({
    name: named(200, 'Name of the practice', 'Main Street Family Medicine').optional(),
    zone: zone.optional(),
    phone: phone.optional(),
    idleLockMinutes: z
      .number()
      .int()
      .min(1)
      .max(240)
      .meta({ description: 'Minutes without a deed after which a screen locks', examples: [10] })
      .optional(),
  }),
  output: z.object({}),
})

const place = {
  phone: phone.optional(),
  street: maybe(200, 'Street and house number', '1 Main Street').optional(),
  city: maybe(120, 'City', 'Springfield').optional(),
  state: maybe(60, 'State', 'NY').optional(),
  postalCode: maybe(20, 'Postal code', '10001').optional(),
}

export const addLocation = commandContract({
  name: 'practice.add-location',
  summary: 'Adds a location where patients are seen.',
  roles: ['manager'],
  input: z.object({ name: named(120, 'Name of the location', 'Main Street'), zone, ...place }),
  output: z.object({ id: idOf('location') }),
})

export const changeLocation = commandContract({
  name: 'practice.change-location',
  summary: 'Changes a location, closes it or opens it again.',
  roles: ['manager'],
  input: z.object({
    location: idOf('location'),
    name: named(120, 'Name of the location', 'Main Street').optional(),
    zone: zone.optional(),
    ...place,
    closed: z
      .boolean()
      .meta({ description: 'True closes the location, false opens it again', examples: [false] })
      .optional(),
  }),
  output: z.object({}),
})

const roomKind = z
  .enum(['exam', 'procedure', 'laboratory', 'imaging', 'waiting', 'office', 'video'])
  .meta({ description: 'What the room is for', examples: ['exam'] })

export const addRoom = commandContract({
  name: 'practice.add-room',
  summary: 'Adds a room to a location.',
  roles: ['manager'],
  input: z.object({
    location: idOf('location'),
    name: named(80, 'Name on the door', 'Room 1'),
    kind: roomKind.default('exam'),
  }),
  output: z.object({ id: idOf('room') }),
})

export const changeRoom = commandContract({
  name: 'practice.change-room',
  summary: 'Changes a room, closes it or opens it again.',
  roles: ['manager'],
  input: z.object({
    room: idOf('room'),
    name: named(80, 'Name on the door', 'Room 1').optional(),
    kind: roomKind.optional(),
    closed: z
      .boolean()
      .meta({ description: 'True closes the room, false opens it again', examples: [false] })
      .optional(),
  }),
  output: z.object({}),
})

const color = z
  .enum(['blue', 'teal', 'green', 'amber', 'orange', 'red', 'pink', 'violet', 'indigo', 'gray'])
  .meta({ description: 'Colour of the column on the board', examples: ['blue'] })
const homeLocation = idOf('location')
  .nullable()
  .meta({
    description: 'Id of the location where the provider works first, or null',
    'x-noun': 'location',
    examples: ['0192d3a0-0000-7000-8000-000000000001'],
  })
const providerStaff = idOf('staff')
  .nullable()
  .meta({
    description: 'Id of the person who signs in as this provider, or null',
    'x-noun': 'staff',
    examples: ['0192d3a0-0000-7000-8000-000000000001'],
  })
const credential = z
  .string()
  .trim()
  .max(40)
  .meta({ description: 'Letters behind the name', examples: ['MD'] })
const languages = z
  .array(
    z
      .string()
      .trim()
      .toLowerCase()
      .regex(/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/, 'must be a language code such as es'),
  )
  .max(20)
  .meta({ description: 'Languages spoken with patients (BCP 47)', examples: [['en', 'es']] })
const specialty = z
  .string()
  .trim()
  .max(120)
  .meta({ description: 'Field of work', examples: ['Family medicine'] })

export const addProvider = commandContract({
  name: 'practice.add-provider',
  summary: 'Adds a provider whose day can be booked.',
  roles: ['manager'],
  input: z.object({
    family: named(120, 'Family name', 'Example'),
    given: named(120, 'Given name', 'Robin'),
    credential: credential.default(''),
    npi: npi.optional(),
    specialty: specialty.default(''),
    languages: languages.default([]),
    color: color.default('blue'),
    location: homeLocation.optional(),
    staff: providerStaff.optional(),
  }),
  output: z.object({ id: idOf('provider') }),
  refusals: [npiTaken],
})

export const changeProvider = commandContract({
  name: 'practice.change-provider',
  summary: 'Changes a provider, notes that they left or came back.',
  roles: ['manager'],
  input: z.object({
    provider: idOf('provider'),
    family: named(120, 'Family name', 'Example').optional(),
    given: named(120, 'Given name', 'Robin').optional(),
    credential: credential.optional(),
    npi: npi.optional(),
    specialty: specialty.optional(),
    languages: languages.optional(),
    color: color.optional(),
    location: homeLocation.optional(),
    staff: providerStaff.optional(),
    left: z
      .boolean()
      .meta({ description: 'True when the provider left, false when they came back', examples: [false] })
      .optional(),
  }),
  output: z.object({}),
  refusals: [npiTaken],
})

const roleIds = z
  .array(idOf('role'))
  .max(20)
  .meta({
    description: 'Ids of the roles the person holds',
    'x-noun': 'role',
    examples: [['0192d3a0-0000-7000-8000-000000000001']],
  })

export const addPerson = commandContract({
  name: 'practice.add-person',
  summary: 'Adds a person who works here, with a first password that has to be changed at the first sign-in.',
  roles: ['manager'],
  secret: true,
  input: z.object({
    name: named(200, 'Name of the person', 'Sam Example'),
    email,
    roles: roleIds,
    password: newPassword.meta({
      description: 'First password, 12 characters at least; the person must choose another at the first sign-in',
      examples: ['first password of sam'],
    }),
  }),
  output: z.object({ id: idOf('staff') }),
  refusals: [emailTaken],
})

export const changePerson = commandContract({
  name: 'practice.change-person',
  summary:
    'Changes name, e-mail or roles of a person, or notes that they left: their sessions and tokens are dead at once.',
  roles: ['manager'],
  input: z.object({
    person: idOf('staff'),
    name: named(200, 'Name of the person', 'Sam Example').optional(),
    email: email.optional(),
    roles: roleIds.optional(),
    left: z
      .boolean()
      .meta({ description: 'True when the person left, false when they came back', examples: [false] })
      .optional(),
  }),
  output: z.object({}),
  refusals: [emailTaken, ownAccess, nobodyLeftToManage],
})

export const listPeopleToMessage = queryContract({
  name: 'practice.list-people-to-message',
  summary: 'Names of the people who work here now, to address a message.',
  roles: everyRole,
  refreshedBy: ['practice.person-changed'],
  input: z.object({}),
  output: z.object({ people: z.array(z.object({ id: idOf('staff'), name: z.string() })) }),
})

export const changeRole = commandContract({
  name: 'practice.change-role',
  summary: 'Changes the name of a role or what it may do.',
  roles: ['manager'],
  input: z.object({
    role: idOf('role'),
    name: named(80, 'Name of the role', 'Secretary').optional(),
    permissions: z
      .array(z.string().max(120))
      .max(1000)
      .meta({
        description: 'Everything the role may do from now on: names of commands and queries',
        examples: [['practice.overview', 'practice.list-people-to-message']],
      })
      .optional(),
  }),
  output: z.object({}),
  refusals: [unknownPermission, ownAccess, nobodyLeftToManage],
})
