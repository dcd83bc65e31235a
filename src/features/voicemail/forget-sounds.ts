import type { Id } from '../../core/id.ts'
import type { App, Context } from '../../platform/context.ts'
import { sqlOn } from '../../platform/database.ts'
import { asSystem } from '../../platform/transaction.ts'
import { settingOf } from './setting.ts'
import { addStep } from './voicemail-row.ts'

/** The least a practice may keep a sound. */
const LEAST_DAYS = 7

/** Deletes the sounds whose time is over: those of settled messages, and recordings. One that still waits is never deleted. A chore. */
export async function forgetSounds(app: App): Promise<void> {
  const before = app.clock
    .now()
    .subtract({ hours: 24 * LEAST_DAYS })
    .toString()
  const practices = await sqlOn(app.db.app)<{ practice: Id<'practice'> }>`
    select practice from voicemail.practices_with_sound(${before}::timestamptz) as practice`
  for (const { practice } of practices) await asSystem(app, practice, 'voicemail.forget-sounds', forgetHere)
}

async function forgetHere(ctx: Context): Promise<void> {
  const { keepDays } = await settingOf(ctx)
  const before = ctx.now.subtract({ hours: 24 * keepDays }).toString()
  const over = await ctx.sql<{ id: Id<'voicemail'>; patient_id: Id<'patient'> | null; sound_id: string }>`
    select id, patient_id, sound_id from voicemail.voicemail
     where practice_id = ${ctx.practice} and sound_id is not null
       and coalesce(settled_at, case when kind = 'recording' then received_at end) < ${before}::timestamptz
     order by id limit 500
       for update`
  for (const { id, patient_id, sound_id } of over) {
    await ctx.sql`delete from voicemail.sound where practice_id = ${ctx.practice} and id = ${sound_id}`
    await addStep(ctx, id, { kind: 'erased' })
    ctx.concerns(patient_id ? [patient_id] : [], { voicemail: id })
  }
}
