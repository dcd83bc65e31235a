/** The day goes wrong: a provider is ill or late, a room falls out. */
export const disruption = {} as const
