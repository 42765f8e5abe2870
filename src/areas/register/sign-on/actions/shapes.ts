import type { Context } from '../../../../platform/action.ts'
import { namesOf } from '../../people/public/people.ts'
import { hasWayBack } from '../../people/public/way-back.ts'
import type { SignOn } from '../contract.ts'
import { recordOf } from '../rules.ts'
import * as store from '../store.ts'

export function redirectUri({ services }: Pick<Context, 'services'>): string {
  return new URL('/sign-in/return', services.config.url).href
}

/** All of it, without the secret. */
export async function shownSignOn(context: Context): Promise<SignOn> {
  const row = await store.findProvider(context)
  const attempts = await store.listAttempts(context)
  const names = await namesOf(
    context,
    attempts.flatMap(({ memberId }) => memberId ?? []),
  )
  return {
    redirectUri: redirectUri(context),
    provider: row === undefined ? null : shownProvider(row),
    domains: (await store.listDomains(context)).map(({ domain, token, checkedAt, provedAt }) => ({
      ...{ domain, ...recordOf(domain, token) },
      checkedAt: checkedAt?.toISOString() ?? null,
      provedAt: provedAt?.toISOString() ?? null,
    })),
    attempts: attempts.map(({ id, at, isTrial, outcome, memberId, email }) => ({
      ...{ id, at: at.toISOString(), isTrial, outcome, email, memberId },
      who: memberId === null ? null : (names.get(memberId) ?? null),
    })),
    hasWayBack: await hasWayBack(context),
  }
}

function shownProvider(row: store.ProviderRow): NonNullable<SignOn['provider']> {
  const { kind, name, issuer, clientId, factor, joins, isOnly, version, isOn, trouble, changedBy } = row
  return {
    ...{ kind, name, issuer, clientId, factor, joins, isOnly, version, isOn, trouble, changedBy },
    isTried: row.triedVersion === row.version,
    triedAt: row.triedAt?.toISOString() ?? null,
    failingSince: row.failingSince?.toISOString() ?? null,
    changedAt: row.changedAt.toISOString(),
  }
}
