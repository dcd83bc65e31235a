/** Coming in: the kiosk, the queue of those without an appointment, what follows a visit. */
export const arrivals = {} as const
