import type pg from 'pg'

const ours = `n.nspname not in ('pg_catalog', 'information_schema', 'graphile_worker', 'public') and n.nspname !~ '^pg_'`
const notExtension = (catalog: string, oid: string) =>
  `not exists (select from pg_depend d where d.classid = '${catalog}'::regclass and d.objid = ${oid} and d.deptype = 'e')`

/** The schema as text, read from the catalog (the embedded package has no pg_dump): tables, constraints, indexes, policies, functions,
 *  each sorted by name, so that a change in a migration shows as a change here. */
export async function dumpSchema(pool: pg.Pool): Promise<string> {
  const lines = async (text: string) => (await pool.query<{ line: string }>(text)).rows.map(row => row.line)
  const tables = await pool.query<{ oid: number; name: string; unlogged: boolean; forced: boolean }>(`
    select c.oid::int, n.nspname || '.' || c.relname as name, c.relpersistence = 'u' as unlogged, c.relforcerowsecurity as forced
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and ${ours} order by 2`)
  const parts: string[] = ['-- Generated from the catalog by `npm run generate`. Do not edit: write a migration.', '']
  for (const table of tables.rows) {
    const columns = await lines(`
      select '  ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
             || case when a.attcollation <> 0 and a.attcollation <> t.typcollation then ' collate "' || co.collname || '"' else '' end
             || case when a.attnotnull then ' not null' else '' end
             || case when a.attidentity <> '' then ' generated always as identity' when a.attgenerated <> '' then ' generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') stored'
                     when d.adbin is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid) else '' end as line
        from pg_attribute a join pg_type t on t.oid = a.atttypid
        left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        left join pg_collation co on co.oid = a.attcollation
       where a.attrelid = ${table.oid} and a.attnum > 0 and not a.attisdropped order by a.attnum`)
    // From PostgreSQL 18 on, not-null stands in pg_constraint too; it is already in the columns.
    const constraints = await lines(
      `select '  constraint ' || conname || ' ' || pg_get_constraintdef(oid) as line from pg_constraint where conrelid = ${table.oid} and contype <> 'n' order by contype desc, conname`,
    )
    parts.push(
      `create ${table.unlogged ? 'unlogged ' : ''}table ${table.name} (`,
      [...columns, ...constraints].join(',\n'),
      ');',
    )
    parts.push(
      ...(await lines(`
        select pg_get_indexdef(i.indexrelid) || ';' as line from pg_index i
         where i.indrelid = ${table.oid} and not exists (select from pg_constraint c where c.conindid = i.indexrelid) order by 1`)),
    )
    if (table.forced) parts.push(`alter table ${table.name} force row level security;`)
    parts.push(
      ...(await lines(`
        select 'create policy ' || polname || ' on ${table.name}' || case when polname = 'practice' then ' to anteroom_app' else ' to owner' end
               || ' using (' || coalesce(pg_get_expr(polqual, polrelid), '') || ');' as line
          from pg_policy where polrelid = ${table.oid} order by polname`)),
      ...(await lines(`
        select 'grant ' || string_agg(lower(privilege_type), ', ' order by privilege_type) || ' on ${table.name} to anteroom_app;' as line
          from (select distinct (aclexplode(relacl)).privilege_type, (aclexplode(relacl)).grantee from pg_class where oid = ${table.oid}) g
         where grantee = 'anteroom_app'::regrole having count(*) > 0`)),
      '',
    )
  }
  const functions = await lines(`
    select pg_get_functiondef(p.oid) || ';' as line from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where ${ours} and p.prokind in ('f', 'p') and ${notExtension('pg_proc', 'p.oid')} order by n.nspname, p.proname, p.oid`)
  const triggers = await lines(`
    select pg_get_triggerdef(t.oid) || ';' as line from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
     where not t.tgisinternal and ${ours} order by n.nspname, c.relname, t.tgname`)
  parts.push(...functions, ...triggers)
  return `${parts.join('\n').trimEnd()}\n`
}
