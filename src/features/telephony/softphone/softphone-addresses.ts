import type { App } from '../../../platform/context.ts'
import { sqlOn } from '../../../platform/database.ts'

/** Where pages of this installation may connect to besides ourselves: the exchanges of its practices. Asked for each page that opens, which
 *  is seldom, so a setting counts from the next page on. */
export async function softphoneAddresses(app: App): Promise<string[]> {
  const rows = await sqlOn(app.db.app)<{ address: string }>`select telephony.softphone_addresses() as address`
  return rows.map(row => new URL(row.address).origin).filter(origin => /^wss?:\/\/[\w.:[\]-]+$/.test(origin))
}
