export const oneBox = {
  refusals: {},
} as const
