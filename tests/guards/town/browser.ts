import { Secret, TOTP } from 'otpauth'
import type { Sessions } from '../../../src/platform/sessions/sessions.ts'
import { anyAddress } from './send.ts'

/** Someone with an account, and the browser in which they signed in over HTTP. */
export interface Account {
  readonly userId: string
  readonly email: string
  readonly password: string
  readonly cookie: string
  /** What must show nowhere but in its one answer. */
  readonly secrets: readonly string[]
}

/** Makes an account and signs it in for real; `factors` 1 stops before the second one is set up. */
export async function signedIn(
  at: { base: string; origin: string; sessions: Sessions },
  person: { email: string; name: string; factors: 1 | 2 },
): Promise<Account> {
  const password = `lamp-orbit-${crypto.randomUUID().slice(0, 13)}`
  const { userId } = await at.sessions.createUser({ ...person, password })
  const jar = new Map<string, string>()
  const address = anyAddress()
  const post = async (path: string, body: unknown): Promise<Record<string, unknown>> => {
    const response = await fetch(`${at.base}/api/auth${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: at.origin,
        'x-forwarded-for': address,
        cookie: cookieOf(jar),
      },
      body: JSON.stringify(body),
    })
    const text = await response.text()
    if (response.status >= 300) throw new Error(`${path} answered ${response.status}: ${text}`)
    for (const line of response.headers.getSetCookie()) keep(jar, line)
    return JSON.parse(text) as Record<string, unknown> // the sign-in answers of routes.ts
  }
  await post('/sign-in', { email: person.email, password })
  const secrets = [password, ...sessionTokens(jar)]
  if (person.factors === 2) {
    const begun = await post('/totp', { password })
    const key = String(begun['key'])
    await post('/totp/confirmation', { code: new TOTP({ secret: Secret.fromBase32(key) }).generate() })
    secrets.push(key, ...(begun['recoveryCodes'] as string[]), ...sessionTokens(jar)) // shown once, as routes.ts says
  }
  return { userId, email: person.email, password, cookie: cookieOf(jar), secrets }
}

function cookieOf(jar: ReadonlyMap<string, string>): string {
  return [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
}

/** The token before the signature: whoever has it and the signing key is this person. */
function sessionTokens(jar: ReadonlyMap<string, string>): string[] {
  return [...jar.values()]
    .map((value) => decodeURIComponent(value).split('.')[0] ?? '')
    .filter((token) => token.length > 20)
}

function keep(jar: Map<string, string>, line: string): void {
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
  if (/max-age=0/i.test(line)) jar.delete(name)
  else jar.set(name, value)
}
