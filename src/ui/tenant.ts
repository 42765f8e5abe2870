const slugInPath = /^\/t\/([a-z0-9][a-z0-9-]{0,62})(?:\/|$)/

/** The tenant that this page is about: `/t/<slug>/…`. Two tabs can be two customers. */
export function tenantOf(pathname: string): string | undefined {
  return slugInPath.exec(pathname)?.[1]
}

/** The tenant of the page that is open right now. */
export function currentTenant(): string | undefined {
  return tenantOf(location.pathname)
}

/** A path inside the current tenant: `/incidents` gives `/t/<slug>/incidents`. */
export function tenantPath(path: string, tenant = currentTenant()): string {
  return tenant === undefined ? path : `/t/${tenant}${path === '/' ? '' : path}`
}
