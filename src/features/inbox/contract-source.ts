/** A kind of row: which question somebody must be allowed to ask to see it, and after which events it may have come, changed or gone. Its rows
 *  are computed by the database function `inbox.from_<kind>` (dashes become underscores), all of one shape. */
export type Source = {
  kind: string
  needs: { name: string }
  refreshedBy: readonly string[]
}
