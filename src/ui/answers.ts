import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQuery,
  type QueryClient,
  type QueryKey,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query'
import type * as z from 'zod'
import type { Endpoint } from '../base/endpoint.ts'
import { AnswerCache } from './answer-cache.ts'
import { CallError } from './call-error.ts'
import { call, type CallOptions } from './client.ts'
import { useLiveQuery } from './live.ts'
import { currentTenant } from './tenant.ts'

/** The one cache of the page. Nothing is asked twice at once; refusals are not tried again. */
export function answerCache(): AnswerCache {
  return new AnswerCache({
    defaultOptions: {
      queries: {
        // The server may be reachable while the browser believes to be offline: a box in the cellar, no internet.
        networkMode: 'always',
        staleTime: 5_000,
        retry: (failures, error) => failures < 2 && error instanceof CallError && isWorthRetrying(error),
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
}

/** What an answer is kept under: tenant, endpoint, input. Leave the input out to mean every answer of it. */
export function answerKey(endpoint: Pick<Endpoint, 'name'>, input?: object): QueryKey {
  const base = [currentTenant() ?? '', endpoint.name]
  return input === undefined ? base : [...base, input]
}

/** Query options for an endpoint that reads. */
export function answerOf<I extends z.ZodObject, O extends z.ZodType>(
  endpoint: Endpoint<I, O>,
  input: z.input<I>,
  options: Pick<CallOptions, 'asksForIdentity'> = {},
) {
  return queryOptions<z.output<O>, CallError>({
    queryKey: answerKey(endpoint, input),
    queryFn: ({ signal, client, queryKey }) =>
      call(endpoint, input, { ...options, signal, mayBeKept: isUnread(client, queryKey) }),
  })
}

interface LiveWish {
  /** A stream's id, or '*' for everything of the tenant. */
  readonly stream: string
  /** Beginnings of leaf kinds that matter here. */
  readonly kinds?: readonly string[]
}

/** Reads an endpoint and, when `live` is given, keeps the answer fresh. */
export function useAnswer<I extends z.ZodObject, O extends z.ZodType>(
  endpoint: Endpoint<I, O>,
  input: z.input<I>,
  options: Pick<CallOptions, 'asksForIdentity'> & {
    readonly live?: LiveWish
    readonly enabled?: boolean
  } = {},
): UseQueryResult<z.output<O>, CallError> {
  useLiveQuery(
    options.live?.stream ?? 'nothing',
    answerKey(endpoint, input),
    options.live ? options.live.kinds : [],
  )
  const { live: _live, enabled = true, ...how } = options
  return useQuery({ ...answerOf(endpoint, input, how), enabled })
}

/** A verb for a button: `act.mutate(input)`. On success the answers of `refreshes` are read again. */
export function useAct<I extends z.ZodObject, O extends z.ZodType>(
  endpoint: Endpoint<I, O>,
  options: {
    readonly refreshes?: readonly Pick<Endpoint, 'name'>[]
    readonly onDone?: (output: z.output<O>) => void
  } = {},
): UseMutationResult<z.output<O>, CallError, z.input<I>> {
  return useMutation<z.output<O>, CallError, z.input<I>>({
    mutationFn: (input) => call(endpoint, input),
    onSuccess: async (output, _input, _result, { client }) => {
      options.onDone?.(output)
      await Promise.all(
        (options.refreshes ?? []).map((read) => client.invalidateQueries({ queryKey: answerKey(read) })),
      )
    },
  })
}

/** Query options for a paged list endpoint; give it to `useInfiniteQuery`, `items` of all pages in one array. */
export function pagesOf<I extends z.ZodObject, Item>(
  endpoint: Endpoint<I, z.ZodType<{ items: Item[]; next: string | null }>>,
  input: z.input<I>,
) {
  return infiniteQueryOptions({
    queryKey: [...answerKey(endpoint, input), 'pages'],
    queryFn: ({ pageParam, signal, client, queryKey }) =>
      call(endpoint, withCursor(input, pageParam), { signal, mayBeKept: isUnread(client, queryKey) }),
    initialPageParam: undefined as string | undefined, // the type names both: no cursor, then one
    getNextPageParam: (last) => last.next ?? undefined,
    select: ({ pages }) => pages.flatMap((page) => page.items),
  })
}

/** Every item of a paged list, page after page, for an export. Stops when `signal` fires. */
export async function everyItem<I extends z.ZodObject, Item>(
  endpoint: Endpoint<I, z.ZodType<{ items: Item[]; next: string | null }>>,
  input: z.input<I>,
  onCount?: (count: number) => void,
  signal?: AbortSignal,
  mayBeKept = false,
): Promise<Item[]> {
  const items: Item[] = []
  let cursor: string | undefined
  do {
    const page = await call(endpoint, withCursor({ ...input, limit: 200 }, cursor), {
      ...(signal && { signal }),
      mayBeKept,
    })
    items.push(...page.items)
    onCount?.(items.length)
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  return items
}

/** What was kept helps a page that has nothing yet; one that has read something already holds what is newer. */
export function isUnread(client: QueryClient, queryKey: QueryKey): boolean {
  return client.getQueryData(queryKey) === undefined
}

function withCursor<T>(input: T, cursor: string | undefined): T {
  return cursor === undefined ? input : { ...input, cursor }
}

function isWorthRetrying(error: CallError): boolean {
  return error.kind === 'offline' || error.kind === 'unavailable'
}
