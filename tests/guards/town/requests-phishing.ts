import { randomUUID } from 'node:crypto'
import type { House } from '../../../src/platform/action.ts'
import { newLinkToken } from '../../../src/platform/link-token.ts'
import { text } from './building.ts'
import type { Act } from './company.ts'
import type { Example, Site } from './requests.ts'

/** A proved domain, since no name server answers for one that was made up. */
async function provedDomain(house: House, tenantId: string, by = 'Owner'): Promise<string> {
  const id = randomUUID()
  await house.wall.inTenant(tenantId, ({ $client }) =>
    $client.query(
      `insert into app.phishing_domain (id, domain, code, asked_at, asked_by, verified_at, checked_at)
       values ($1, $2, 'code', now(), $3, now(), now())`,
      [id, `${id}.example`, by],
    ),
  )
  return id
}

/** One thing in each table of rehearsals, with the marker in each of their texts. @returns id of a planned one */
export async function furnishPhishing(
  house: House,
  {
    act,
    tenantId,
    marker,
    memberId,
  }: {
    readonly act: Act
    readonly tenantId: string
    readonly marker: string
    readonly memberId: string
  },
): Promise<string> {
  const domainId = await provedDomain(house, tenantId, marker)
  const name = `Group ${marker}`
  await act('changePhishingSetup', { change: { do: 'save_group', name, memberIds: [memberId] } })
  await act('changePhishingSetup', { change: template(`Mail ${marker}`, marker) })
  const made = await act('planRehearsal', rehearsal(domainId, marker))
  const id = String(made['id'])
  await house.wall.inTenant(tenantId, async ({ $client }) => {
    const letter = `insert into app.phishing_letter (rehearsal_id, member_id, group_name, due_at) values ($1, $2, $3, now())`
    await $client.query(letter, [id, memberId, name])
    const link = `insert into app.phishing_link (token_hash, rehearsal_id, group_name) values (sha256($1), $2, $3)`
    await $client.query(link, [Buffer.from(id), id, name])
    const result = `insert into app.phishing_result (rehearsal_id, kind, group_name, people, delivered, reported, opened, given, machines) values ($1, 'group', $2, 8, 8, 1, 1, 0, 0)`
    await $client.query(result, [id, name])
  })
  return id
}

const template = (name: string, marker = text) => ({
  ...{ do: 'save_template', name, language: 'en', difficulty: 'easy', subject: marker, linkWords: marker },
  ...{ body: `Please read this: ${marker} {link}`, page: 'none', signs: [marker] },
})

const rehearsal = (domainId: string, marker = text) => ({
  ...{ name: marker, template: 'shared', domainId, senderName: marker, sender: `it@${domainId}.example` },
  ...{ startsOn: '2035-01-01', endsOn: '2035-01-05', council: 'none', peopleKnow: true },
})

async function newRehearsal({ house, act, company }: Site): Promise<string> {
  const domainId = await provedDomain(house, company.tenantId)
  return String((await act('planRehearsal', rehearsal(domainId)))['id'])
}

const reading: Example = { fresh: () => ({ input: {} }), standing: () => ({ input: {} }) }

export const phishingExamples: Readonly<Record<string, Example>> = {
  listRehearsals: reading,
  getRehearsal: {
    fresh: async (site) => ({ input: { id: await newRehearsal(site) } }),
    standing: ({ ids }) => ({ input: { id: ids.rehearsal } }),
  },
  planRehearsal: {
    fresh: async ({ house, company }) => ({
      input: rehearsal(await provedDomain(house, company.tenantId)),
    }),
    standing: ({ ids }) => ({ input: rehearsal(ids.rehearsal) }),
  },
  decideRehearsal: {
    fresh: async (site) => ({ input: { id: await newRehearsal(site), decision: 'stop' } }),
    standing: ({ ids }) => ({ input: { id: ids.rehearsal, decision: 'stop' } }),
  },
  provePhishingDomain: {
    fresh: () => ({ input: { domain: `${randomUUID()}.example` } }),
    standing: () => ({ input: { domain: 'standing.example' } }),
  },
  changePhishingSetup: {
    fresh: () => ({ input: { change: template(randomUUID()) } }),
    standing: () => ({ input: { change: template('Standing') } }),
  },
  meetRehearsal: {
    // As if its mail had gone out: no mail server stands here.
    fresh: async (site) => {
      const { token, hash } = newLinkToken()
      const id = await newRehearsal(site)
      await site.house.wall.inTenant(site.company.tenantId, ({ $client }) =>
        $client.query(
          `insert into app.phishing_link (token_hash, rehearsal_id, group_name) values ($1, $2, '')`,
          [hash, id],
        ),
      )
      return { input: { token, step: 'opened' } }
    },
    standing: () => ({ input: { token: 'A'.repeat(22), step: 'look' } }),
  },
}
