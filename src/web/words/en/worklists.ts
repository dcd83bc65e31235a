/** Lists that work themselves: to confirm, to recall, to rebook, to schedule, to accept. */
export const worklists = {} as const
