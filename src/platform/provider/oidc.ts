/**
 * Promises that a person is who their organisation's provider says (OpenID Connect Core 1.0, code flow with PKCE): state,
 * nonce, issuer, audience, expiry and signature are judged by the library, and every request goes out by the egress.
 */
import * as client from 'openid-client'
import { EgressRefused, type Egress, type EgressTrouble } from '../egress.ts'
import { providerFetch } from './provider-fetch.ts'

export interface OidcClient {
  readonly issuer: string
  readonly clientId: string
  readonly secret: string
  /** Where the provider sends people back to. */
  readonly redirectUri: string
}

/** What the browser takes along, and what it must bring back. */
export interface OidcStart {
  readonly url: string
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

/** What a provider said of a person, and the library found to be said by it, for us, just now. */
export interface OidcPerson {
  readonly subject: string
  readonly email: string | undefined
  /** The provider itself says that it checked the address. */
  readonly isVerified: boolean
  readonly name: string | undefined
  /** The provider says that there was a second factor. */
  readonly hasSecondFactor: boolean
}

export type ProviderTrouble = EgressTrouble | 'no_answer' | 'not_oidc' | 'client_refused'

export type OidcAnswer =
  | { readonly state: 'proved'; readonly person: OidcPerson }
  /** The provider itself sent the person back with an error. */
  | { readonly state: 'declined'; readonly error: string }
  /** Something did not fit: what came back proves nobody. */
  | { readonly state: 'unproved'; readonly code: string }
  | { readonly state: 'failed'; readonly trouble: ProviderTrouble }

/** @returns undefined with a trouble when the provider cannot be asked */
export async function beginOidc(
  egress: Egress,
  wanted: OidcClient,
  hint: string | undefined,
): Promise<OidcStart | { readonly trouble: ProviderTrouble }> {
  try {
    const config = await configured(egress, wanted)
    const [state, nonce, verifier] = [
      client.randomState(),
      client.randomNonce(),
      client.randomPKCECodeVerifier(),
    ]
    const url = client.buildAuthorizationUrl(config, {
      redirect_uri: wanted.redirectUri,
      scope: 'openid email profile',
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ...{ state, nonce },
      ...(hint !== undefined && { login_hint: hint }),
    })
    return { url: url.href, state, nonce, verifier }
  } catch (error) {
    return { trouble: troubleOf(error) }
  }
}

/** @param search what stood behind the `?` of the address to which the provider sent the browser */
export async function finishOidc(
  egress: Egress,
  wanted: OidcClient,
  { search, state, nonce, verifier }: Omit<OidcStart, 'url'> & { readonly search: string },
): Promise<OidcAnswer> {
  const back = new URL(wanted.redirectUri)
  back.search = search
  let config: client.Configuration
  try {
    config = await configured(egress, wanted)
  } catch (error) {
    return { state: 'failed', trouble: troubleOf(error) }
  }
  try {
    const tokens = await client.authorizationCodeGrant(config, back, {
      ...{ pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true },
    })
    const claims = tokens.claims()
    if (claims === undefined) return { state: 'unproved', code: 'no_token' }
    return { state: 'proved', person: personOf(await withMail(config, tokens.access_token, claims)) }
  } catch (error) {
    return answerTo(error)
  }
}

// oxlint-disable-next-line typescript/no-deprecated -- marked so to stand out; the egress reaches in clear only what was listed
const allowPlain = client.allowInsecureRequests

/** As long as a set of addresses and keys is believed without asking anew. */
const believedMillis = 10 * 60_000
interface Believed {
  readonly until: number
  readonly metadata: client.ServerMetadata
}
/** For each house, whose egress it is. */
const known = new WeakMap<Egress, Map<string, Believed>>()

async function configured(egress: Egress, wanted: OidcClient): Promise<client.Configuration> {
  const fetch = providerFetch(egress)
  const isPlain = new URL(wanted.issuer).protocol === 'http:'
  const believed = known.get(egress) ?? new Map<string, Believed>()
  known.set(egress, believed)
  const found = believed.get(wanted.issuer)
  const metadata =
    found !== undefined && found.until > Date.now()
      ? found.metadata
      : await discovered(believed, wanted, fetch, isPlain)
  const methods = metadata.token_endpoint_auth_methods_supported
  const takesPost = methods === undefined || methods.includes('client_secret_post')
  const config = new client.Configuration(
    metadata,
    wanted.clientId,
    { client_secret: wanted.secret, [client.clockTolerance]: 30 },
    takesPost ? client.ClientSecretPost(wanted.secret) : client.ClientSecretBasic(wanted.secret),
  )
  config[client.customFetch] = fetch
  config.timeout = 15
  // What is in clear reaches only what whoever runs Muster listed: the egress sees to that.
  // oxlint-disable-next-line typescript/no-deprecated -- as above
  if (isPlain) allowPlain(config)
  // The library takes TLS for a proof of who signed; we look at the signature as well.
  client.enableNonRepudiationChecks(config)
  return config
}

async function discovered(
  believed: Map<string, Believed>,
  { issuer, clientId }: OidcClient,
  fetch: client.CustomFetch,
  isPlain: boolean,
): Promise<client.ServerMetadata> {
  const found = await client.discovery(new URL(issuer), clientId, undefined, undefined, {
    [client.customFetch]: fetch,
    timeout: 15,
    ...(isPlain && { execute: [allowPlain] }),
  })
  const metadata = found.serverMetadata()
  if (believed.size > 500) believed.clear()
  believed.set(issuer, { until: Date.now() + believedMillis, metadata })
  return metadata
}

/** A provider that keeps to the letter says the address at another place, for the same subject. */
async function withMail(
  config: client.Configuration,
  accessToken: string,
  claims: client.IDToken,
): Promise<client.IDToken> {
  if (claims['email'] !== undefined || config.serverMetadata().userinfo_endpoint === undefined) return claims
  const { email, email_verified, name } = await client.fetchUserInfo(config, accessToken, claims.sub)
  return {
    ...claims,
    ...(email !== undefined && { email }),
    ...(email_verified !== undefined && { email_verified }),
    ...(name !== undefined && { name }),
  }
}

/** Whose accounts anybody can make, for any address: of an organisation are only those that name it in `hd`. */
const google = 'https://accounts.google.com'

/** What was said of a person, out of a token that was found good. */
export function personOf(claims: client.IDToken): OidcPerson {
  const { sub: subject, email, name, iss, hd } = claims
  const isOfOrganisation = iss !== google || (typeof hd === 'string' && hd !== '')
  const isTrue = (claim: unknown) => claim === true || claim === 'true' || claim === 1 || claim === '1'
  return {
    subject,
    email: typeof email === 'string' ? email : undefined,
    // Microsoft Entra says it in a claim of its own: that the domain of the address belongs to the directory.
    isVerified: isOfOrganisation && (isTrue(claims['email_verified']) || isTrue(claims['xms_edov'])),
    name: typeof name === 'string' ? name : undefined,
    hasSecondFactor: namesSecondFactor(claims.amr, claims.acr),
  }
}

/** RFC 8176 for `amr`; for `acr` the names that mean more than a password wherever they are used. */
function namesSecondFactor(amr: unknown, acr: unknown): boolean {
  const levels = ['phr', 'phrh', 'http://schemas.openid.net/pape/policies/2007/06/multi-factor']
  return (Array.isArray(amr) && amr.includes('mfa')) || (typeof acr === 'string' && levels.includes(acr))
}

function answerTo(error: unknown): OidcAnswer {
  if (error instanceof client.AuthorizationResponseError)
    return { state: 'declined', error: plain(error.error) }
  if (error instanceof client.ResponseBodyError)
    return error.error === 'invalid_client' || error.error === 'unauthorized_client'
      ? { state: 'failed', trouble: 'client_refused' }
      : { state: 'unproved', code: plain(error.error) }
  const refused = causeOf(error)
  if (refused !== undefined) return { state: 'failed', trouble: refused.trouble }
  if (error instanceof client.ClientError && (error.code === 'OAUTH_TIMEOUT' || error.code === undefined))
    return { state: 'failed', trouble: 'no_answer' }
  return { state: 'unproved', code: error instanceof client.ClientError ? plain(error.code ?? '') : 'broken' }
}

function troubleOf(error: unknown): ProviderTrouble {
  const refused = causeOf(error)
  if (refused !== undefined) return refused.trouble
  return error instanceof client.ClientError && error.code !== 'OAUTH_TIMEOUT' ? 'not_oidc' : 'no_answer'
}

function causeOf(error: unknown, depth = 0): EgressRefused | undefined {
  if (error instanceof EgressRefused) return error
  return error instanceof Error && depth < 5 ? causeOf(error.cause, depth + 1) : undefined
}

/** A word of the closed kind that such codes are, and nothing that somebody made up. */
function plain(code: string): string {
  return /^[A-Za-z_]{1,60}$/.test(code) ? code.toLowerCase() : 'other'
}
