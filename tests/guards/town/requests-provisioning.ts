import { randomUUID } from 'node:crypto'
import type { House } from '../../../src/platform/action.ts'
import { plain, text } from './building.ts'
import type { Example, Site } from './requests.ts'

const ahead = () => new Date(Date.now() + 30 * 86_400_000).toISOString()

interface Read {
  readonly keys: readonly { readonly id: string }[]
  readonly groups: readonly { readonly id: string }[]
}

const readBy = async (act: Site['act']): Promise<Read> => {
  const { keys, groups } = await act('readProvisioning', {})
  return { keys, groups } as Read // as its contract says
}

/** People whom the directory of the organisation brings in; the directory itself comes in by a protocol of its own. */
export const provisioningExamples: Readonly<Record<string, Example>> = {
  readProvisioning: plain(),
  makeProvisioningKey: {
    fresh: async ({ act }) => {
      for (const { id } of (await readBy(act)).keys.slice(1)) await act('endProvisioningKey', { id })
      return { input: { name: text, expiresAt: ahead() } }
    },
    standing: () => ({ input: { name: text, expiresAt: ahead() } }),
  },
  endProvisioningKey: {
    fresh: async ({ act }) => {
      await act('makeProvisioningKey', { name: text, expiresAt: ahead() })
      return { input: { id: (await readBy(act)).keys[0]?.id } }
    },
    standing: () => ({ input: { id: randomUUID() } }),
  },
  mapProvisionedGroup: {
    fresh: async ({ act }) => ({ input: { id: (await readBy(act)).groups[0]?.id, role: 'responder' } }),
    standing: () => ({ input: { id: randomUUID(), role: 'responder' } }),
  },
}

interface Version {
  readonly version: number
}

const ldapVersion = async (act: Site['act']): Promise<number> =>
  ((await act('readProvisioning', {}))['ldap'] as Version | null)?.version ?? 0 // as its contract says

/** An address inside is refused on the way out: nothing leaves the test. */
const server = {
  ...{ host: '127.0.0.1', port: 636, security: 'ldaps', bindDn: 'cn=reader,dc=bakery,dc=example' },
  ...{ base: 'dc=bakery,dc=example', filter: '(objectClass=person)' },
}

/** A directory that is read. Nothing here switches it on: that takes one that answers. */
export const ldapExamples: Readonly<Record<string, Example>> = {
  setLdapDirectory: {
    fresh: async ({ act }) => ({
      input: { ...server, version: await ldapVersion(act), password: randomUUID() },
    }),
    // No sentence: it is sealed, and nobody gets it back letter by letter.
    standing: () => ({ input: { ...server, version: 1, password: 'sekrit-4711' } }),
  },
  switchLdapDirectory: {
    fresh: async ({ act }) => ({ input: { version: await ldapVersion(act), isOn: false } }),
    standing: () => ({ input: { version: 1, isOn: false } }),
  },
  readLdapDirectory: {
    fresh: async ({ act }) => {
      await act('setLdapDirectory', { ...server, version: await ldapVersion(act), password: randomUUID() })
      return { input: { isTrial: true } }
    },
    standing: () => ({ input: { isTrial: true } }),
  },
}

/** A key, a group, and somebody in it. */
export async function furnishProvisioning(
  house: House,
  { tenantId, memberId, marker }: { tenantId: string; memberId: string; marker: string },
): Promise<void> {
  const id = randomUUID()
  await house.wall.inTenant(tenantId, async ({ $client }) => {
    await $client.query(
      `insert into app.provisioning_key (id, name, key_hash, created_at, created_by, expires_at)
       values ($1, $2, $3, now(), $2, now() + interval '1 day')`,
      [id, `Directory ${marker}`, Buffer.from(id)],
    )
    await $client.query(
      `insert into app.provisioned_person (member_id, user_name, external_id, display_name, changed_at)
       values ($1, $2, $2, $3, now())`,
      [memberId, `directory-${marker}@example.org`.toLowerCase(), `Directory ${marker}`],
    )
    await $client.query(
      // The first by its name is empty: giving it a role changes nobody whom other requests are made by.
      `insert into app.provisioned_group (id, display_name, created_at, changed_at)
       values ($1, $2, now(), now()), (gen_random_uuid(), $3, now(), now())`,
      [id, `Group ${marker}`, `A group ${marker}`],
    )
    await $client.query(
      `insert into app.ldap_directory (host, port, security, bind_dn, secret, base, filter, version, changed_at, changed_by)
       values ('127.0.0.1', 636, 'ldaps', $1, '\\x00', $1, '(objectClass=person)', 1, now(), $1)`,
      [`cn=${marker}`],
    )
    await $client.query(`insert into app.provisioned_group_member (group_id, member_id) values ($1, $2)`, [
      id,
      memberId,
    ])
  })
}
