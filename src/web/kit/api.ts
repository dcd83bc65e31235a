import {
  keepPreviousData,
  QueryClient,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { CommandContract, InputOf, OutputOf, QueryContract } from '../../core/contract.ts'
import { act, ask, OfflineError, RefusedError } from './wire.ts'

export { act, OfflineError, RefusedError }

declare module '@tanstack/react-query' {
  interface Register {
    queryMeta: { refreshedBy?: readonly string[] }
  }
}

/** What every tab keeps of the server's answers. Refusals are answers: only an unreachable server is asked again. */
export const answers = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      gcTime: 10 * 60_000,
      refetchOnWindowFocus: 'always',
      networkMode: 'always',
      retry: (count, error) => error instanceof OfflineError && count < 2,
    },
    mutations: { networkMode: 'always', retry: false },
  },
})

export type AskOptions = {
  /** false: do not ask yet (the input is not complete). */
  enabled?: boolean
  /** Keep showing the answer to the previous input until the new one is there (search lists, day changes). */
  keepPrevious?: boolean
  /** Ask again after so many milliseconds; default never (live events refresh). */
  every_ms?: number
  /** How long an answer counts as fresh; default 30 s. */
  fresh_ms?: number
  /** The reason for looking, written into the audit line. */
  why?: string
}

/** Asks a query and keeps the answer fresh: live events named in `contract.refreshedBy` ask again. Key: [contract.name, input]. */
export function useAsk<C extends QueryContract>(
  contract: C,
  input: InputOf<C>,
  options: AskOptions = {},
): UseQueryResult<OutputOf<C>, Error> {
  return useQuery<OutputOf<C>, Error>({
    queryKey: [contract.name, input],
    queryFn: ({ signal }) => ask(contract, input, { signal, ...(options.why ? { why: options.why } : {}) }),
    meta: contract.refreshedBy ? { refreshedBy: contract.refreshedBy } : {},
    enabled: options.enabled ?? true,
    ...(options.keepPrevious ? { placeholderData: keepPreviousData as never } : {}),
    ...(options.every_ms ? { refetchInterval: options.every_ms } : {}),
    ...(options.fresh_ms === undefined ? {} : { staleTime: options.fresh_ms }),
  })
}

export type Deed<C extends CommandContract> = {
  /** Carries the command out; resolves to the answer, rejects with RefusedError or OfflineError. */
  run: (input: InputOf<C>, options?: { key?: string }) => Promise<OutputOf<C>>
  /** Like run, but resolves to undefined on refusal and leaves the error in `error` for FormError. */
  attempt: (input: InputOf<C>, options?: { key?: string }) => Promise<OutputOf<C> | undefined>
  busy: boolean
  error: Error | null
  /** The refusal of the last run, if it was one. */
  refused: RefusedError | null
  reset: () => void
}

/** A command bound to a button or form. `then` runs after success, before the promise resolves. */
export function useAct<C extends CommandContract>(contract: C, then?: (output: OutputOf<C>) => void): Deed<C> {
  const after = useRef(then)
  useEffect(() => {
    after.current = then
  })
  const mutation = useMutation<OutputOf<C>, Error, { input: InputOf<C>; key?: string }>({
    mutationKey: [contract.name],
    mutationFn: ({ input, key }) => act(contract, input, key ? { key } : {}),
    onSuccess: output => after.current?.(output),
  })
  const run: Deed<C>['run'] = (input, options) =>
    mutation.mutateAsync({ input, ...(options?.key ? { key: options.key } : {}) })
  return {
    run,
    attempt: (input, options) => run(input, options).catch(() => undefined),
    busy: mutation.isPending,
    error: mutation.error,
    refused: mutation.error instanceof RefusedError ? mutation.error : null,
    reset: mutation.reset,
  }
}

/** Ask a query again by hand, for the rare change that no live event announces: `const again = useAskAgain(); again(dayBoard)`. */
export function useAskAgain(): (contract: QueryContract) => Promise<void> {
  const client = useQueryClient()
  return contract => client.invalidateQueries({ queryKey: [contract.name] })
}
