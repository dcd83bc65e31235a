import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { Id } from '../../../core/id.ts'
import { notFound } from '../../../core/refusal.ts'
import type { Context } from '../../../platform/context.ts'
import { type emergencyContent, guidanceChanged, type redFlagContent, type scriptContent } from '../contract.ts'
import { builtInScripts } from './built-in/call-scripts.ts'
import { builtInEmergencies } from './built-in/emergency-scripts.ts'
import { builtInRedFlags } from './built-in/red-flags.ts'

export type Contents = {
  script: z.output<typeof scriptContent>
  'red-flag': z.output<typeof redFlagContent>
  emergency: z.output<typeof emergencyContent>
}
export type Kind = keyof Contents

/** One thing of guidance as it stands. `kept` is false while it is only what the product brings and nobody here has touched it. */
export type Guidance<K extends Kind = Kind> = {
  guidance: Id<'guidance'>
  kind: K
  version: number
  active: boolean
  builtIn: boolean
  kept: boolean
  at: string | null
  by: string | null
  approved: { at: string; by: string | null } | null
  content: Contents[K]
}

/** The id that something the product brings has in this practice: the same at every asking, and another one in every other practice. */
function builtInId(practice: Id<'practice'>, key: string): Id<'guidance'> {
  const hash = createHash('sha256').update(`anteroom guidance ${practice} ${key}`).digest('hex')
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}` as Id<'guidance'>
}

const broughtFor = new Map<string, readonly (Guidance & { key: string })[]>()
const practicesRemembered = 50

/** What the product brings, as it stands in a practice that has not touched it. A practice gets it by being there: also one of long ago. */
function brought(practice: Id<'practice'>): readonly (Guidance & { key: string })[] {
  const known = broughtFor.get(practice)
  if (known) return known
  const plain = { version: 1, active: true, builtIn: true, kept: false, at: null, by: null, approved: null }
  const id = (key: string) => ({ guidance: builtInId(practice, key), key })
  const all: (Guidance & { key: string })[] = [
    ...Object.entries(builtInEmergencies).map(([key, content]) => ({
      ...plain,
      ...id(key),
      kind: 'emergency' as const,
      content,
    })),
    ...Object.entries(builtInRedFlags).map(([key, flag]) => ({
      ...plain,
      ...id(key),
      kind: 'red-flag' as const,
      content: {
        name: flag.name,
        group: flag.group,
        emergency: builtInId(practice, flag.emergency),
        phrases: [
          ...flag.en.map(text => ({ text, language: 'en' as const })),
          ...flag.es.map(text => ({ text, language: 'es' as const })),
        ],
        except: [...flag.except],
      },
    })),
    ...Object.entries(builtInScripts).map(([key, content]) => ({
      ...plain,
      ...id(key),
      kind: 'script' as const,
      content: content as Contents['script'],
    })),
  ]
  if (broughtFor.size > practicesRemembered) broughtFor.clear()
  broughtFor.set(practice, all)
  return all
}

type Row = Omit<Guidance, 'approved' | 'kept' | 'builtIn'> & {
  key: string | null
  approvedAt: string | null
  approvedBy: string | null
}

/** All guidance of the practice: what it wrote or touched, and of what the product brings the rest, in its order. */
export async function readGuidance(ctx: Context): Promise<Guidance[]> {
  const rows = await ctx.sql<Row>`
    select g.id as guidance, g.kind, g.key, g.version, v.active, v.content, v.at, s.name as by, a.at as "approvedAt", d.name as "approvedBy"
      from calls.guidance g
      join calls.guidance_version v on v.practice_id = g.practice_id and v.guidance_id = g.id and v.version = g.version
      left join practice.staff s on s.practice_id = v.practice_id and s.id = v.by
      left join calls.guidance_approval a on a.practice_id = v.practice_id and a.guidance_id = v.guidance_id and a.version = v.version
      left join practice.staff d on d.practice_id = a.practice_id and d.id = a.by
     where g.practice_id = ${ctx.practice}
     order by g.id`
  const kept = rows.map(({ approvedAt, approvedBy, ...row }) => ({
    ...row,
    builtIn: row.key !== null,
    kept: true,
    approved: approvedAt === null ? null : { at: approvedAt, by: approvedBy },
  }))
  const byKey = new Map(kept.flatMap(row => (row.key === null ? [] : [[row.key, row]])))
  return [...brought(ctx.practice).map(one => byKey.get(one.key) ?? one), ...kept.filter(row => row.key === null)]
}

export const ofKind = <K extends Kind>(all: readonly Guidance[], kind: K): Guidance<K>[] =>
  all.filter(one => one.kind === kind) as Guidance<K>[]

/** One thing of guidance of that kind in this practice, with rows of its own, so that others can point to its version; else notFound. */
export async function requireGuidance<K extends Kind>(ctx: Context, kind: K, id: Id<'guidance'>): Promise<Guidance<K>> {
  const found = ofKind(await readGuidance(ctx), kind).find(one => one.guidance === id)
  if (!found) throw notFound({ what: 'guidance' })
  await keepBrought(ctx, found)
  return found
}

/** Gives what the product brought its rows in this practice. Two at once write the same. */
export async function keepBrought(ctx: Context, one: Guidance): Promise<void> {
  if (one.kept) return
  const key = brought(ctx.practice).find(other => other.guidance === one.guidance)!.key
  await ctx.sql`
    insert into calls.guidance (practice_id, id, kind, key, version)
    values (${ctx.practice}, ${one.guidance}, ${one.kind}, ${key}, 1) on conflict do nothing`
  await ctx.sql`
    insert into calls.guidance_version (practice_id, guidance_id, version, active, content, at, by)
    values (${ctx.practice}, ${one.guidance}, 1, true, ${JSON.stringify(one.content)}::jsonb, ${ctx.now.toString()}, null)
    on conflict do nothing`
}

/** Writes something new, or the next version of what is there. Whoever read an older version is told who was first. */
export async function writeGuidance<K extends Kind>(
  ctx: Context,
  kind: K,
  input: { guidance?: Id<'guidance'> | undefined; version?: number | undefined; active: boolean; content: Contents[K] },
  fresh: () => Id<'guidance'>,
): Promise<{ guidance: Id<'guidance'>; version: number }> {
  const guidance = input.guidance ?? fresh()
  let version = 1
  if (input.guidance) {
    await requireGuidance(ctx, kind, input.guidance)
    const [row] = await ctx.sql<{ version: number }>`
      select version from calls.guidance where practice_id = ${ctx.practice} and id = ${guidance} for update`
    if (row!.version !== input.version) throw guidanceChanged(await newest(ctx, guidance))
    version = row!.version + 1
    await ctx.sql`update calls.guidance set version = ${version} where practice_id = ${ctx.practice} and id = ${guidance}`
  } else {
    await ctx.sql`insert into calls.guidance (practice_id, id, kind, version) values (${ctx.practice}, ${guidance}, ${kind}, 1)`
  }
  await ctx.sql`
    insert into calls.guidance_version (practice_id, guidance_id, version, active, content, at, by)
    values (${ctx.practice}, ${guidance}, ${version}, ${input.active}, ${JSON.stringify(input.content)}::jsonb, ${ctx.now.toString()}, ${ctx.caller.staff})`
  ctx.concerns([], { guidance })
  ctx.emit('calls.guidance-changed', { guidance })
  return { guidance, version }
}

/** Who wrote the newest version, and when: for whoever comes second. */
export async function newest(ctx: Context, guidance: Id<'guidance'>) {
  const [row] = await ctx.sql<{ version: number; by: string | null; at: string }>`
    select v.version, s.name as by, v.at
      from calls.guidance_version v
      left join practice.staff s on s.practice_id = v.practice_id and s.id = v.by
     where v.practice_id = ${ctx.practice} and v.guidance_id = ${guidance} order by v.version desc limit 1`
  return { ...row! }
}
