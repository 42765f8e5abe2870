import { useQuery } from '@tanstack/react-query'
import type * as z from 'zod'
import type { Endpoint } from '../base/endpoint.ts'
import { answerKey, everyItem, isUnread } from './answers.ts'
import { useMay } from './session.ts'

/** The lists that are read whole need nothing but a permission to be read. */
type List<I extends z.ZodObject, Item> = Endpoint<I, z.ZodType<{ items: Item[]; next: string | null }>>

/**
 * A short list whole, as people or assets, read once for all parts of a page. Empty while it is on its way, and for
 * those who may not read it: a guest sees the one case and nobody's telephone number.
 */
export function useWhole<I extends z.ZodObject, Item>(
  endpoint: List<I, Item>,
  input: z.input<I>,
  { enabled = true }: { readonly enabled?: boolean } = {},
): readonly Item[] {
  const { permission } = endpoint
  const may = useMay(permission === 'public' || permission === 'signed_in' ? 'tenant.read' : permission)
  const { data } = useQuery({
    enabled: enabled && may,
    queryKey: [...answerKey(endpoint, input), 'whole'],
    queryFn: ({ signal, client, queryKey }) =>
      everyItem(endpoint, input, undefined, signal, isUnread(client, queryKey)),
    staleTime: 60_000,
  })
  return data ?? nothing
}

const nothing: readonly never[] = []
