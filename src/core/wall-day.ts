import { z } from 'zod'

const first = '1900-01-01'
const last = '2199-12-31'

/** A day on the wall calendar, 'YYYY-MM-DD', within what a practice can mean: beyond it lies a typing error, and days before and after it could
 *  no longer be written. */
export const wallDay = z.iso.date().refine(day => day >= first && day <= last, {
  message: `must lie between ${first} and ${last}`,
})
