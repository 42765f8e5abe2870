/** A real OpenID provider in this process, whose people say yes at once; and one that signs whatever it is told. */
import { createSign, generateKeyPairSync, randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'

export const clientId = 'muster-test'
export const clientSecret = 'a-secret-of-the-test-that-nobody-guesses'
export const returnAddress = 'http://localhost:8420/sign-in/return'

/** Who stands before the provider. */
export interface Subject {
  readonly sub: string
  readonly email?: string
  readonly email_verified?: boolean
  readonly name?: string
  readonly amr?: readonly string[]
}

export interface RunningProvider {
  readonly issuer: string
  /** Goes there as a browser does, and comes back with what stands behind the `?`. */
  visit(url: string, who: Subject | 'declines'): Promise<string>
  close(): Promise<void>
}

export async function startProvider(): Promise<RunningProvider> {
  const { server, issuer } = await listening()
  let present: Subject | 'declines' = 'declines'
  const people = new Map<string, Subject>()
  const provider = new Provider(issuer, {
    clients: [
      { client_id: clientId, client_secret: clientSecret, redirect_uris: [returnAddress] },
      { client_id: 'somebody-else', client_secret: clientSecret, redirect_uris: [returnAddress] },
    ],
    claims: { openid: ['sub', 'amr'], email: ['email', 'email_verified'], profile: ['name'] },
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ['a key of the test'] },
    findAccount: async (_context, id) => {
      const { amr: _amr, ...said } = people.get(id) ?? { sub: id }
      return { accountId: id, claims: async () => ({ ...said }) }
    },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
  })
  provider.use(async (context, next) => {
    if (!context.path.startsWith('/interaction/')) return next()
    const { prompt, params, grantId } = await provider.interactionDetails(context.req, context.res)
    if (present === 'declines') {
      const refusal = { error: 'access_denied', error_description: 'no' }
      return provider.interactionFinished(context.req, context.res, refusal)
    }
    people.set(present.sub, present)
    if (prompt.name === 'login') {
      const login = { accountId: present.sub, ...(present.amr && { amr: [...present.amr] }) }
      return provider.interactionFinished(context.req, context.res, { login })
    }
    const grant = grantId
      ? await provider.Grant.find(grantId)
      : new provider.Grant({ accountId: present.sub, clientId: String(params['client_id']) })
    grant?.addOIDCScope('openid email profile')
    const consent = { grantId: await grant?.save() }
    return provider.interactionFinished(
      context.req,
      context.res,
      { consent },
      { mergeWithLastSubmission: true },
    )
  })
  const answer = provider.callback()
  server.on('request', (request, response) => void answer(request, response))
  return {
    issuer,
    async visit(url, who) {
      present = who
      return walk(url)
    },
    close: () => closed(server),
  }
}

/** Follows redirects with the cookies of one browser until it is sent back to us. */
async function walk(from: string): Promise<string> {
  const jar = new Map<string, string>()
  let url = new URL(from)
  for (let turn = 0; turn < 12; turn += 1) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(url, { redirect: 'manual', headers: { cookie } })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    }
    const to = answer.headers.get('location')
    if (to === null) throw new Error(`the provider answered ${answer.status}: ${await answer.text()}`)
    url = new URL(to, url)
    if (url.origin === new URL(returnAddress).origin) return url.search
  }
  throw new Error('the provider sends its people round in circles')
}

export interface ForgingProvider {
  readonly issuer: string
  /** What the token that comes next says, and how it is signed. */
  next(change: { claims?: object; alg?: 'RS256' | 'none'; isForeignKey?: boolean }): void
  close(): Promise<void>
}

/** Takes every code, and gives whatever token it was told to. */
export async function startForger(): Promise<ForgingProvider> {
  const { server, issuer } = await listening()
  const own = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 })
  let wish: Parameters<ForgingProvider['next']>[0] = {}
  server.on('request', (request, response) => {
    const json = (body: object) =>
      response.setHeader('content-type', 'application/json').end(JSON.stringify(body))
    request.resume()
    if (request.url?.startsWith('/.well-known/'))
      return json({
        ...{ issuer, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token` },
        ...{ jwks_uri: `${issuer}/jwks`, id_token_signing_alg_values_supported: ['RS256', 'none'] },
      })
    if (request.url === '/jwks')
      return json({
        keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' }],
      })
    const now = Math.floor(Date.now() / 1000)
    const claims = {
      ...{ iss: issuer, aud: clientId, sub: 'forged', iat: now, exp: now + 300 },
      ...{ email: 'pia@bakery.example', email_verified: true },
      ...wish.claims,
    }
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const alg = wish.alg ?? 'RS256'
    const signed = `${part({ alg, kid: 'one' })}.${part(claims)}`
    const key = wish.isForeignKey === true ? foreign.privateKey : own.privateKey
    const signature =
      alg === 'none' ? '' : createSign('sha256').update(signed).sign(key).toString('base64url')
    return json({ access_token: randomUUID(), token_type: 'Bearer', id_token: `${signed}.${signature}` })
  })
  return {
    issuer,
    next(change) {
      wish = change
    },
    close: () => closed(server),
  }
}

async function listening(): Promise<{ server: Server; issuer: string }> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}` } // it listens on a port
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}
