export const patients = {
  refusals: {},
} as const
