export const schedule = {
  refusals: {},
} as const
