/** Who waits for an earlier time, and how a freed one finds them. */
export const waitlist = {} as const
