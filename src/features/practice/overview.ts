import type { Id } from '../../core/id.ts'
import { query } from '../../platform/feature.ts'
import * as contract from './contract.ts'

type Practice = {
  id: Id<'practice'>
  name: string
  zone: string
  country: string
  phone: string | null
  idleLockMinutes: number
}
type Location = {
  id: Id<'location'>
  name: string
  zone: string
  phone: string | null
  street: string | null
  city: string | null
  state: string | null
  postalCode: string | null
  closedAt: string | null
}
type Room = { id: Id<'room'>; location: Id<'location'>; name: string; kind: string; closedAt: string | null }
type Provider = {
  id: Id<'provider'>
  family: string
  given: string
  credential: string
  npi: string | null
  specialty: string
  languages: string[]
  color: string
  location: Id<'location'> | null
  staff: Id<'staff'> | null
  leftAt: string | null
}
type Staff = { id: Id<'staff'>; name: string; email: string; roles: Id<'role'>[]; leftAt: string | null }
type Role = { id: Id<'role'>; key: string; name: string; permissions: string[] }

/** The whole practice on one page: small tables, one trip each. E-mail addresses are for those who manage people. */
export const overview = query(contract.overview, async ctx => {
  const [practice] = await ctx.sql<Practice>`
    select practice_id as id, name, zone, country, phone, idle_lock_minutes as "idleLockMinutes"
      from practice.practice where practice_id = ${ctx.practice}`
  const locations = await ctx.sql<Location>`
    select id, name, zone, phone, street, city, state, postal_code as "postalCode", closed_at as "closedAt"
      from practice.location where practice_id = ${ctx.practice} order by name, id`
  const rooms = await ctx.sql<Room>`
    select id, location_id as location, name, kind, closed_at as "closedAt"
      from practice.room where practice_id = ${ctx.practice} order by name, id`
  const providers = await ctx.sql<Provider>`
    select id, family, given, credential, npi, specialty, languages, color, location_id as location, staff_id as staff, left_at as "leftAt"
      from practice.provider where practice_id = ${ctx.practice} order by family, given, id`
  const staff = await ctx.sql<Staff>`
    select s.id, s.name, s.email, s.left_at as "leftAt",
           array(select role_id from practice.staff_role r where r.practice_id = s.practice_id and r.staff_id = s.id order by role_id) as roles
      from practice.staff s where s.practice_id = ${ctx.practice} order by s.name, s.id`
  const roles = await ctx.sql<Role>`
    select r.id, r.key, r.name,
           array(select permission from practice.role_permission p where p.practice_id = r.practice_id and p.role_id = r.id order by permission) as permissions
      from practice.role r where r.practice_id = ${ctx.practice} order by r.id`
  const managesPeople = ctx.may('practice.change-person')
  return {
    practice: practice!,
    locations,
    rooms,
    providers,
    staff: staff.map(person => ({ ...person, email: managesPeople ? person.email : null })),
    roles,
  }
})
