/** Where "now" comes from. Only the machine's clock reads the machine; tests and the simulator bring their own. */
export type Clock = { now(): Temporal.Instant }

export const machineClock: Clock = { now: () => Temporal.Now.instant() }
