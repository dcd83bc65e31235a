/** Messages to patients: what was to be told, by which way, and what became of it. */
export const outreach = {} as const
