import { exitStatus } from '../../platform/cannot-start.ts'
import { discardCluster } from '../../platform/cluster-folder.ts'
import { openDataFolder } from '../../platform/data-folder.ts'
import { startEmbeddedPostgres } from '../../platform/embedded-postgres.ts'
import { readEverything, readManifest, restoreFiles } from '../../platform/restore.ts'
import { oneFolder, requireEmbedded } from './backup.ts'
import { programVersion } from './program.ts'
import type { Subcommand } from './subcommand.ts'

export const restore: Subcommand = {
  name: 'restore',
  takes: 'DIR',
  summary: 'bring a backup back into an empty data folder, and read all of it once',
  async run(asked) {
    requireEmbedded(asked, 'restore')
    const source = oneFolder(asked, 'Usage: ANTEROOM_DATA=<empty folder> anteroom restore DIR')
    const { settings, out } = asked
    readManifest(source)
    const folder = openDataFolder(settings.ANTEROOM_DATA, programVersion)
    try {
      const manifest = await restoreFiles(source, folder, programVersion)
      out.line(`Restored the backup of ${manifest.madeAt}; reading all of it …`)
      try {
        const server = await startEmbeddedPostgres({
          dataFolder: settings.ANTEROOM_DATA,
          binaries: settings.ANTEROOM_POSTGRES,
          binaryCache: settings.ANTEROOM_BINARY_CACHE,
        })
        const { tables, rows } = await readEverything(server.connection).finally(() => server.stop())
        out.line(`${rows} rows in ${tables} tables are readable. npm start opens it.`)
        out.data({ madeAt: manifest.madeAt, version: manifest.version, tables, rows })
      } catch (cause) {
        // A restored database that cannot be read must not look like a good one tomorrow.
        await discardCluster(settings.ANTEROOM_DATA)
        throw cause
      }
      return exitStatus.ok
    } finally {
      folder.release()
    }
  },
}
