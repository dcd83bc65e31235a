import { newId } from '../../core/id.ts'
import { inTransaction } from '../../platform/transaction.ts'
import { operatorOf } from '../practice/index.ts'
import { fileHash, type ImportFile, keepFile } from './import-files.ts'
import type { Run } from './import-run.ts'

/** Something of a file that could not be taken: the whole file, an entry, or a field of an entry that was taken. */
export type Kept = { extent: 'file' | 'entry' | 'field'; path: string; code: string; message: string }

/** More problems than these of one file say nothing new; the file itself is kept. */
export const mostKept = 5_000

/** Keeps a file with what is wrong in it. The same file with the same problem is noted once, however often it is imported. */
export async function quarantine(run: Run, file: ImportFile, kept: readonly Kept[]): Promise<string> {
  const sha256 = await fileHash(file.at)
  const keptAs = await keepFile(run.app.dataFolder, file, sha256)
  await inTransaction(run.app, operatorOf(run.practice), `import-${run.id}`, async ctx => {
    const list = kept.slice(0, mostKept)
    await ctx.sql`
      insert into interop.quarantine (practice_id, id, file_name, file_sha256, kept_as, extent, path, code, message, at)
      select ${ctx.practice}::uuid, k.id, ${file.name}, ${sha256}, ${keptAs}, k.extent, k.path, k.code, k.message, ${ctx.now.toString()}::timestamptz
        from unnest(${list.map(() => newId())}::uuid[], ${list.map(one => one.extent)}::text[], ${list.map(one => one.path)}::text[],
                    ${list.map(one => one.code)}::text[], ${list.map(one => one.message)}::text[]) as k(id, extent, path, code, message)
      on conflict on constraint quarantine_once do nothing`
  })
  return keptAs
}
