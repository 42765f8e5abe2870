import { useEffect, useRef } from 'react'
import type { KnownFilters } from '../../../../../ui/panels.tsx'
import { useAddress } from '../../../../../ui/place.tsx'
import type { View } from '../../contract.ts'
import { isSameFilter, stillValid } from '../../rules.ts'

export interface Standing {
  /** The view that is open; undefined for none. */
  readonly open: View | undefined
  /** What the address says now of the filters of this list. */
  readonly current: View['filter']
  readonly isChanged: boolean
  /** How many of its filters the list no longer knows. */
  readonly gone: number
  /** The address names a view that is not there for this person. */
  readonly isMissing: boolean
}

/** The page of the list with this view open. */
export function addressOf({ id, filter }: View, page: string): string {
  return `${page}?${new URLSearchParams({ ...filter, saved: id })}`
}

/**
 * Which view is open. A link that names one alone, as somebody sends it, is filled with what it holds; a list that is
 * opened bare opens with the view that its reader chose.
 */
export function useStanding(views: readonly View[] | undefined, filters: KnownFilters): Standing {
  const [address, setAddress] = useAddress()
  const { saved, ...rest } = address
  const current = Object.fromEntries(
    Object.entries(rest).filter(([name, value]) => Object.hasOwn(filters, name) && value !== ''),
  )
  const isBare = Object.keys(rest).length === 0
  const begun = useRef<string>(undefined)
  const open = views?.find(({ id }) => id === saved)
  useEffect(() => {
    if (views === undefined) return
    const isFirst = begun.current === undefined
    const isSame = begun.current === (saved ?? '')
    begun.current = saved ?? ''
    if (!isBare || isSame) return
    // Whoever clears a list that is open already wants to see all of it.
    const wanted = saved === undefined ? isFirst && views.find(({ isOpening }) => isOpening) : open
    if (wanted) setAddress({ ...stillValid(wanted.filter, filters).valid, saved: wanted.id })
  })
  const held = open && stillValid(open.filter, filters)
  return {
    open,
    current,
    isChanged: held !== undefined && !isSameFilter(held.valid, current),
    gone: held?.gone.length ?? 0,
    isMissing: views !== undefined && saved !== undefined && saved !== 'all' && open === undefined,
  }
}
