import { randomUUID } from 'node:crypto'
import type { House } from '../../../src/platform/action.ts'
import { plain, text } from './building.ts'
import { furnishProvisioning } from './requests-provisioning.ts'
import type { Act } from './company.ts'
import { furnishIntake } from './furnish-intake.ts'
import type { Example } from './requests.ts'

const wanted = {
  ...{ kind: 'other', name: text, clientId: 'client', factor: 'ours', joins: false, isOnly: false },
  // An address inside is refused on the way out: nothing leaves the test.
  issuer: 'https://127.0.0.1/realm',
}

/** Who signs in by accounts of the organisation. Nothing here switches anything on: that takes a provider that answers. */
export const signOnExamples: Readonly<Record<string, Example>> = {
  readSignOn: plain(),
  setSignOnProvider: {
    fresh: async ({ act }) => {
      const { provider } = await act('readSignOn', {})
      const version = (provider as { version: number } | null)?.version ?? 0 // as its contract says
      return { input: { ...wanted, version, secret: randomUUID() } }
    },
    standing: () => ({ input: { ...wanted, version: 1, secret: text } }),
  },
  switchSignOn: {
    fresh: async ({ act }) => {
      const { provider } = await act('readSignOn', {})
      return { input: { version: (provider as { version: number } | null)?.version ?? 0, isOn: false } } // likewise
    },
    standing: () => ({ input: { version: 1, isOn: false } }),
  },
  proveSignOnDomain: {
    fresh: async ({ act }) => {
      const domain = `${randomUUID()}.example`
      const items = (await act('readSignOn', {}))['domains'] as readonly { domain: string }[] // likewise
      for (const one of items.slice(10)) await act('dropSignOnDomain', { domain: one.domain })
      return { input: { domain } }
    },
    standing: () => ({ input: { domain: 'new.example' } }),
  },
  dropSignOnDomain: {
    fresh: async ({ act }) => {
      const domain = `${randomUUID()}.example`
      await act('proveSignOnDomain', { domain })
      return { input: { domain } }
    },
    standing: () => ({ input: { domain: 'new.example' } }),
  },
  forgetSignOnLink: {
    fresh: async ({ house, company, make }) => {
      const id = await make.member()
      await house.wall.inTenant(company.tenantId, ({ $client }) =>
        $client.query(
          `insert into app.sign_on_link (issuer, subject, member_id, linked_at) values ('https://127.0.0.1/realm', $1, $2, now())`,
          [randomUUID(), id],
        ),
      )
      return { input: { id } }
    },
    standing: ({ ids }) => ({ input: { id: ids.member } }),
  },
  trySignOn: {
    fresh: async ({ act }) => {
      const { provider } = await act('readSignOn', {})
      const version = (provider as { version: number } | null)?.version ?? 0 // likewise
      await act('setSignOnProvider', { ...wanted, version, secret: randomUUID() })
      return { input: {} }
    },
    standing: () => ({ input: {} }),
  },
  findSignInLook: plain(() => ({ slug: 'nobody-has-this' })),
  findSignInWay: plain(() => ({ email: 'somebody@elsewhere.example' })),
  finishSignOn: { ...plain(() => ({ key: 'no.key', search: '?code=1&state=2' })), status: 409 },
}

interface Own {
  readonly tenantId: string
  readonly memberId: string
  readonly marker: string
}

/** By what alerts and people come in. */
export async function furnishDoors(house: House, act: Act, own: Own): Promise<void> {
  await furnishIntake(house, act, own.marker)
  await furnishSignOn(house, own)
  await furnishProvisioning(house, own)
}

/** A provider, a domain, and somebody who came in that way. */
async function furnishSignOn(house: House, { tenantId, memberId, marker }: Own): Promise<void> {
  await house.wall.inTenant(tenantId, async ({ $client }) => {
    await $client.query(
      `insert into app.sign_on_provider (kind, name, issuer, client_id, secret, version, factor, trouble, changed_at, changed_by)
       values ('other', $1, 'https://127.0.0.1/realm', 'client', '\\x00', 1, 'ours', '', now(), $1)`,
      [`Provider ${marker}`],
    )
    await $client.query(`insert into app.sign_on_domain (domain, token, added_at) values ($1, $2, now())`, [
      `${tenantId}.example`,
      `token ${marker}`,
    ])
    await $client.query(
      `insert into app.sign_on_link (issuer, subject, member_id, linked_at) values ('https://127.0.0.1/realm', $1, $2, now())`,
      [`subject ${marker}`, memberId],
    )
    await $client.query(
      `insert into app.sign_on_attempt (id, state_hash, at, is_trial, outcome, member_id, email)
       values ($1, '\\x00', now(), false, 'entered', $2, $3)`,
      [randomUUID(), memberId, `${marker}@example.org`],
    )
  })
}
