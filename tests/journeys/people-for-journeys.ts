import type { Browser, BrowserContext, BrowserContextOptions } from '@playwright/test'
import { Secret, TOTP } from 'otpauth'
import type { JourneyServer } from './server-for-journeys.ts'

const password = 'lantern orbit velvet canyon'

/** Somebody with an account, a second factor and a session: what the first-run journey walks by hand. */
export interface Person {
  readonly cookie: string
  readonly slug: string
  /** Calls the API as this person, inside their organisation. */
  readonly call: (method: string, path: string, body?: unknown) => Promise<Record<string, unknown>>
}

/**
 * Accepts an invitation, sets up TOTP and signs in, over the same addresses that the pages use.
 * @param ahead milliseconds by which the clock of the server runs ahead
 */
export async function enter(
  { origin }: Pick<JourneyServer, 'origin'>,
  inviteUrl: string,
  ahead = 0,
): Promise<Person> {
  const token = inviteUrl.split('/').at(-1) ?? ''
  const accepted = await post(origin, `/api/v1/invitations/${token}/acceptance`, { password })
  const first = await post(origin, '/api/auth/sign-in', { email: accepted.body['email'], password })
  const enrolment = await post(origin, '/api/auth/totp', { password }, first.cookie)
  const code = new TOTP({
    secret: Secret.fromBase32(String(enrolment.body['key']).replaceAll(' ', '')),
  }).generate({ timestamp: Date.now() + ahead })
  const confirmed = await post(origin, '/api/auth/totp/confirmation', { code }, first.cookie)
  const cookie = confirmed.cookie === '' ? first.cookie : confirmed.cookie
  const slug = String(accepted.body['slug'])
  return {
    cookie,
    slug,
    call: async (method, path, body) => {
      const headers = { cookie, origin, 'muster-tenant': slug, 'content-type': 'application/json' }
      const response = await fetch(`${origin}/api/v1${path}`, {
        method,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      return readJson(response)
    },
  }
}

/** A browser of this person's own. */
export async function browserOf(
  browser: Browser,
  { origin }: Pick<JourneyServer, 'origin'>,
  person: Person,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const context = await browser.newContext(options)
  const cookies = person.cookie.split('; ').map((pair) => {
    const at = pair.indexOf('=')
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url: origin }
  })
  await context.addCookies(cookies)
  return context
}

/** Closes the browsers of a story, which would go on calling a server that is gone beside the stories after it. */
export async function endStory(browser: Browser, server: JourneyServer | undefined): Promise<void> {
  for (const context of browser.contexts()) await context.close()
  await server?.remove()
}

async function post(origin: string, path: string, body: unknown, cookie = '') {
  const response = await fetch(origin + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin, cookie },
    body: JSON.stringify(body),
  })
  const cookies = response.headers.getSetCookie().map((line) => line.split(';', 1)[0])
  return { body: await readJson(response), cookie: cookies.join('; ') }
}

async function readJson(response: Response): Promise<Record<string, unknown>> {
  const text = await response.text()
  if (!response.ok) throw new Error(`${response.status} ${response.url}: ${text}`)
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) // a test states what it expects of it
}
