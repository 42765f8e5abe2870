/** Addresses of one database for its several logins. */

/** The same server and database as another login. */
export function connectionOf(url: string, user: string, password: string): { connectionString: string } {
  const changed = new URL(url)
  changed.username = user
  changed.password = password
  return { connectionString: changed.toString() }
}
