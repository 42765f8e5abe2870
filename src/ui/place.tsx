import { Link, useLocation, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { AriaAttributes, ReactNode, Ref } from 'react'
import { tenantOf, tenantPath } from './tenant.ts'

interface ToProps extends AriaAttributes {
  /** One of the things that arrows walk through. */
  readonly 'data-place'?: boolean
  /** A path inside the tenant, as `/incidents`. */
  readonly path: string
  readonly children: ReactNode
  readonly className?: string | undefined
  readonly ref?: Ref<HTMLAnchorElement>
  /** Beside going there. */
  readonly onClick?: () => void
  /** Whether it is only the current page with just these filters. */
  readonly withFilters?: boolean
}

/** A link to a page of the same tenant. */
export function To({ path, withFilters = false, ...rest }: ToProps) {
  // Exact: the router would else call every link to Today the current page.
  return <Link {...targetOf(path)} activeOptions={{ exact: true, includeSearch: withFilters }} {...rest} />
}

/** Goes to a page of the same tenant, e.g. after something was made. */
export function useGo(): (path: string) => void {
  const navigate = useNavigate()
  return (path) => void navigate(targetOf(path))
}

/** `/incidents?status=open` as the router wants it: the path and what is searched for, apart. */
function targetOf(path: string): { to: string; search: Record<string, string> } {
  const [to = '/', query = ''] = path.split('?')
  return { to: tenantPath(to), search: Object.fromEntries(new URLSearchParams(query)) }
}

/** The current path inside the tenant: `/incidents` on `/t/<slug>/incidents`. */
export function usePath(): string {
  const { pathname } = useLocation()
  const tenant = tenantOf(pathname)
  return tenant === undefined ? pathname : pathname.slice(`/t/${tenant}`.length) || '/'
}

/** A named part of the address, as `incident` in `/incidents/$incident`; '' when the page has none. */
export function usePart(name: string): string {
  const parts: Record<string, string | undefined> = useParams({ strict: false })
  return parts[name] ?? ''
}

/** Filters and searches live in the address, so that a view can be bookmarked, shared and gone back to. */
export function useFilter(
  name: string,
  initial = '',
): readonly [value: string, set: (value: string) => void] {
  const search: Record<string, unknown> = useSearch({ strict: false })
  const navigate = useNavigate()
  const raw = search[name]
  const value = typeof raw === 'string' || typeof raw === 'number' ? String(raw) : initial
  const set = (next: string) => {
    const rest = Object.fromEntries(Object.entries(search).filter(([key]) => key !== name))
    void navigate({
      to: '.',
      search: next === initial ? rest : { ...rest, [name]: next },
      replace: true,
      resetScroll: false,
    })
  }
  return [value, set]
}

/** Everything that is searched for in the address, and how to put something else there. */
export function useAddress(): readonly [
  search: Readonly<Record<string, string>>,
  set: (next: Readonly<Record<string, string>>) => void,
] {
  const search: Record<string, unknown> = useSearch({ strict: false })
  const navigate = useNavigate()
  const said = Object.entries(search).flatMap(([name, value]) =>
    typeof value === 'string' || typeof value === 'number' ? [[name, String(value)] as const] : [],
  )
  return [
    Object.fromEntries(said),
    (next) => void navigate({ to: '.', search: { ...next }, replace: true, resetScroll: false }),
  ]
}
