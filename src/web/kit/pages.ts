import { useInfiniteQuery } from '@tanstack/react-query'
import type { InputOf, OutputOf, QueryContract } from '../../core/contract.ts'
import { ask } from './wire.ts'

/** A long list asked page by page: the query takes `before` and answers `next`. `pages` are all answers so far. */
export function useAskPages<C extends QueryContract>(contract: C, input: Omit<InputOf<C>, 'before'>) {
  const query = useInfiniteQuery({
    queryKey: [contract.name, 'pages', input],
    queryFn: ({ pageParam, signal }) =>
      ask(contract, { ...input, ...(pageParam ? { before: pageParam } : {}) } as InputOf<C>, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: last => (last as { next: string | null }).next,
    meta: contract.refreshedBy ? { refreshedBy: contract.refreshedBy } : {},
  })
  return {
    data: query.data?.pages as OutputOf<C>[] | undefined,
    error: query.error,
    isPending: query.isPending,
    refetch: query.refetch,
    hasMore: query.hasNextPage,
    more: () => void query.fetchNextPage(),
    loadingMore: query.isFetchingNextPage,
  }
}
