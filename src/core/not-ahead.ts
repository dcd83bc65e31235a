/** The moment that something outside names (RFC 3339), but never one that is still to come: its clock may be wrong, and what it tells of would
 *  top every list. None named: now. */
export function notAhead(named: string | null | undefined, now: Temporal.Instant): string {
  const at = named ? Temporal.Instant.from(named) : now
  return (Temporal.Instant.compare(at, now) > 0 ? now : at).toString()
}
