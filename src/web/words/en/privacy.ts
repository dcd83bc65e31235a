export const privacy = {
  refusals: {},
} as const
