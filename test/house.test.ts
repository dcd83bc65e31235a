import { globSync, readFileSync } from 'node:fs'
import { parseSync } from '@swc/core'
import { afterAll, describe, expect, inject, it } from 'vitest'
import { budgets, drawerNames, frontDoorExports, mayUse } from '../house.plan.ts'
import { definedIn, mapOfHouse } from '../scripts/house-map.ts'
import { dumpSchema } from '../scripts/schema-dump.ts'
import { assembleApp } from '../src/platform/app.ts'
import type { App } from '../src/platform/context.ts'
import { features } from '../src/servers/features.ts'
import { openapi } from '../src/servers/web-api/openapi.ts'
import { cloneDatabase } from './test-database.ts'

const database = await cloneDatabase(inject('server'))
afterAll(() => database.drop())
const app = assembleApp({
  db: database.db,
  clock: { now: () => Temporal.Instant.from('2026-11-24T15:07:00Z') },
  log: {} as App['log'],
  features,
  dataFolder: '',
})
const files = globSync(['{src,test,bench,scripts,db}/**/*.{ts,tsx,mjs,css,sql,md}', '*.ts'])
  .map(file => file.replaceAll('\\', '/'))
  .sort()
const read = (file: string) => readFileSync(file, 'utf8')
const operations = [...app.operations.values()]

describe('files', () => {
  it('are no larger than the plan allows', () => {
    const over = files.flatMap(file => {
      const budget = budgets.find(one => one.pattern.test(file))
      const lines = read(file).split('\n').length - 1
      return budget && lines > budget.lines
        ? [`${file}: ${lines} lines, a ${budget.what} may have ${budget.lines}`]
        : []
    })
    expect(over).toEqual([])
  })

  it('are named after things, not drawers', () => {
    expect(files.filter(file => file.split(/[/.]/).some(part => drawerNames.test(part)))).toEqual([])
  })

  it('name no path of a machine and leave nothing half done', () => {
    const guilty = files.filter(
      file =>
        file !== 'test/house.test.ts' &&
        /["'`(\s]\/(home|root|work)\/[a-z]|\b(TODO|FIXME|XXX|HACK)\b|coming soon|lorem ipsum/i.test(read(file)),
    )
    expect(guilty).toEqual([])
  })

  it('leave no test out and focus on none', () => {
    const guilty = files.filter(
      file =>
        /\.test\.tsx?$/.test(file) &&
        file !== 'test/house.test.ts' &&
        /\b(it|test|describe)\.(only|skip|todo)\(/.test(read(file)),
    )
    expect(guilty).toEqual([])
  })
})

describe('features', () => {
  it('stand in the plan, each with a readme', () => {
    for (const feature of features) {
      expect(Object.keys(mayUse)).toContain(feature.name)
      expect(files).toContain(`src/features/${feature.name}/README.md`)
    }
  })

  it('have a narrow front door', () => {
    for (const file of files.filter(one => /^src\/features\/[^/]+\/index\.ts$/.test(one))) {
      const text = read(file)
      expect(text, file).not.toMatch(/export \*/)
      const names = [...text.matchAll(/export (?:type )?\{([^}]*)\}/g)].flatMap(match =>
        match[1]!.split(',').filter(name => name.trim()),
      )
      const declared = [...text.matchAll(/export (?:const|function|async function|type) \w+/g)]
      expect(names.length + declared.length, file).toBeLessThanOrEqual(frontDoorExports)
    }
  })

  it('keep the one name rule: a command stands in the file of its name', () => {
    const astray = operations.flatMap(({ contract }) => {
      const file = definedIn(contract.name)
      if (!file) return [`${contract.name}: defined nowhere`]
      return contract.kind === 'command' && !file.endsWith(`/${contract.name.split('.')[1]}.ts`)
        ? [`${contract.name} stands in ${file}`]
        : []
    })
    expect(astray).toEqual([])
  })
})

describe('contracts', () => {
  it('describe every input field and give an example', () => {
    const paths = openapi(app, 'test').paths as Record<
      string,
      Record<string, { parameters?: Field[]; requestBody?: { content: { 'application/json': { schema: Field } } } }>
    >
    const bare: string[] = []
    const look = (at: string, field: Field, top: boolean) => {
      const flat = { ...(field.anyOf?.find(one => one.type !== 'null') ?? {}), ...field } as Field
      if (!top && (!flat.description || (flat.type !== 'object' && flat.const === undefined && !flat.examples?.length)))
        bare.push(at)
      for (const [name, inner] of Object.entries(flat.properties ?? {})) look(`${at}.${name}`, inner, false)
    }
    for (const methods of Object.values(paths)) {
      for (const operation of Object.values(methods) as (typeof methods)[string][]) {
        const id = (operation as { operationId?: string }).operationId ?? ''
        if (operation.requestBody) look(id, operation.requestBody.content['application/json'].schema, true)
        for (const parameter of operation.parameters ?? []) {
          if (parameter.in === 'query') look(`${id}?${parameter.name}`, parameter.schema!, false)
        }
      }
    }
    expect(bare).toEqual([])
  })

  it('are each held by a built-in role or open on purpose', () => {
    expect(
      operations
        .filter(({ contract }) => !contract.open && !contract.roles?.length)
        .map(({ contract }) => contract.name),
    ).toEqual([])
  })

  it('name in refreshedBy only events that somebody emits', () => {
    // An event's name stands in the code that emits it, in its own feature and outside the contracts that only wait for it.
    const told = files
      .filter(
        file =>
          /^src\/(features|platform)\/.*\.ts$/.test(file) && !/contract[a-z-]*\.ts$|\.test\.ts$|\/screens\//.test(file),
      )
      .map(file => ({ feature: file.split('/')[2]!, text: read(file) }))
    const emitted = {
      has: (event: string) => told.some(one => one.feature === event.split('.')[0] && one.text.includes(`'${event}'`)),
    }
    const unheard = operations.flatMap(({ contract }) =>
      contract.kind === 'query'
        ? (contract.refreshedBy ?? []).filter(event => !emitted.has(event)).map(event => `${contract.name}: ${event}`)
        : [],
    )
    expect(unheard).toEqual([])
  })
})

describe('database', () => {
  it('takes every statement written in the code', async () => {
    const statements = files
      .filter(file => /^src\/(platform|features|servers)\/.*\.ts$/.test(file) && !file.endsWith('.test.ts'))
      .flatMap(statementsIn)
    expect(statements.length).toBeGreaterThan(20)
    const client = await database.db.app.connect()
    const refused: string[] = []
    try {
      for (const { file, text } of statements) {
        await client.query('begin')
        await client.query(`select set_config('anteroom.practice', '00000000-0000-7000-8000-000000000000', true)`)
        await client
          .query(`prepare a_statement as ${text}`)
          .catch((error: Error) => refused.push(`${file}: ${error.message}: ${text.trim().slice(0, 120)}`))
        await client.query('rollback')
        await client.query('deallocate all')
      }
    } finally {
      client.release()
    }
    expect(refused).toEqual([])
  })

  it('keeps every table of a practice behind forced row-level security', async () => {
    const { rows } = await database.db.owner.query<{ name: string }>(`
      select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'graphile_worker', 'public')
         and not (c.relrowsecurity and c.relforcerowsecurity and exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'practice'))
       order by 1`)
    // These hold nothing of a practice: failed sign-ins and request counts by hash, and the names of permissions.
    expect(rows.map(row => row.name)).toEqual([
      'access.failed_attempt',
      'platform.permission_seen',
      'platform.request_count',
    ])
  })

  it('starts every unique key and foreign key with the practice', async () => {
    const { rows } = await database.db.owner.query<{ name: string }>(`
      select i.indexrelid::regclass::text as name from pg_index i
        join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
       where i.indisunique and n.nspname not in ('pg_catalog', 'information_schema', 'graphile_worker', 'public', 'pg_toast') and a.attname <> 'practice_id'
      union all
      select conrelid::regclass || '.' || conname from pg_constraint k join pg_namespace n on n.oid = k.connamespace
       where contype = 'f' and n.nspname not in ('graphile_worker', 'public')
         and (select attname from pg_attribute where attrelid = k.conrelid and attnum = k.conkey[1]) <> 'practice_id'
      order by 1`)
    // A session is found by the hash of a random token before its practice is known; the other two are not a practice's.
    expect(rows.map(row => row.name)).toEqual([
      'access.session_by_token',
      'platform.permission_seen_pkey',
      'platform.request_count_pkey',
    ])
  })

  it('keeps security-definer functions from being led astray', async () => {
    const { rows } = await database.db.owner.query<{ name: string }>(`
      select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where p.prosecdef and n.nspname not in ('pg_catalog', 'graphile_worker')
         and not coalesce(p.proconfig::text like '%search_path=%', false) order by 1`)
    expect(rows).toEqual([])
  })
})

describe('what is generated and what is locked', () => {
  it('has an up-to-date map and schema (npm run generate)', async () => {
    expect(read('MAP.md')).toBe(mapOfHouse())
    const { rows } = await database.db.owner.query<{ v: number }>(
      `select current_setting('server_version_num')::int / 10000 as v`,
    )
    // Other releases of PostgreSQL word the same schema a little differently.
    if (rows[0]!.v === 18) expect(read('db/schema.sql')).toBe(await dumpSchema(database.db.owner))
  })

  it('locks every optional platform package and names no registry', () => {
    const lock = JSON.parse(read('package-lock.json')) as {
      packages: Record<string, { resolved?: string; optionalDependencies?: Record<string, string> }>
    }
    expect(Object.values(lock.packages).filter(entry => entry.resolved)).toEqual([])
    const missing = Object.entries(lock.packages).flatMap(([owner, entry]) =>
      Object.keys(entry.optionalDependencies ?? {}).filter(
        name => !lock.packages[`node_modules/${name}`] && !lock.packages[`${owner}/node_modules/${name}`],
      ),
    )
    expect(missing).toEqual([])
  })

  it('has a reason written down for every dependency', () => {
    const wanted = JSON.parse(read('package.json')) as Record<string, Record<string, string> | undefined>
    const reasons = read('docs/dependencies.md')
    const bare = ['dependencies', 'devDependencies'].flatMap(kind =>
      Object.keys(wanted[kind] ?? {}).filter(name => !reasons.includes(name)),
    )
    expect(bare).toEqual([])
  })

  it('numbers migrations without a gap', () => {
    const numbers = globSync('db/migrations/*.sql')
      .map(file => Number(file.replaceAll('\\', '/').split('/').at(-1)!.slice(0, 4)))
      .sort((a, b) => a - b)
    expect(numbers).toEqual(numbers.map((_, n) => n + 1))
  })
})

type Field = {
  name?: string
  in?: string
  schema?: Field
  type?: string
  const?: unknown
  anyOf?: Field[]
  description?: string
  examples?: unknown[]
  properties?: Record<string, Field>
}

/** Every statement in a file: templates whose tag is `sql`, `….sql` or `sqlOn(…)`, with $1, $2 … where a value goes. */
function statementsIn(file: string): { file: string; text: string }[] {
  const found: { file: string; text: string }[] = []
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) {
      for (const one of node) visit(one)
      return
    }
    if (!node || typeof node !== 'object') return
    const one = node as Record<string, unknown> & { type?: string }
    if (one.type === 'TaggedTemplateExpression' && isSqlTag(one.tag as Tag)) {
      const quasis = (one.template as { quasis: { cooked: string | null; raw: string }[] }).quasis
      found.push({
        file,
        text: quasis.map((quasi, n) => (n === 0 ? '' : `$${n}`) + (quasi.cooked ?? quasi.raw)).join(''),
      })
    }
    for (const inner of Object.values(one)) visit(inner)
  }
  visit(parseSync(read(file), { syntax: 'typescript', target: 'es2022' }).body)
  return found
}

type Tag = { type: string; value?: string; property?: { value?: string }; callee?: Tag }

function isSqlTag(tag: Tag): boolean {
  if (tag.type === 'Identifier') return tag.value === 'sql' || tag.value === 'sqlOn'
  if (tag.type === 'MemberExpression') return tag.property?.value === 'sql'
  return tag.type === 'CallExpression' && !!tag.callee && isSqlTag(tag.callee)
}
