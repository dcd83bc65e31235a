import type { Refusal } from '../../core/refusal.ts'

/** The refusal a promise ends in; fails if it does not end in one. */
export const refusalOf = (promise: Promise<unknown>): Promise<Refusal> =>
  promise.then(
    () => {
      throw new Error('expected a refusal, but it was done')
    },
    (error: Refusal) => {
      if (!error.code) throw error
      return error
    },
  )
