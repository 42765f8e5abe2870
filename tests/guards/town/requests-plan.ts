import { randomBytes, randomUUID } from 'node:crypto'
import { codeOf } from '../../../src/areas/prepare/plan/rules/versions.ts'
import type { House } from '../../../src/platform/action.ts'
import type { MemberActor } from '../../world.ts'
import { plain, text } from './building.ts'
import type { Act } from './company.ts'
import type { Example } from './requests.ts'
import { furnishHandout } from './requests-handout.ts'

interface Own {
  readonly owner: Pick<MemberActor, 'tenantId' | 'memberId'>
  readonly marker: string
}

/** A plan with the marker in each of its tables, a version that counts, a copy handed out, and a proposal. */
export async function furnishPlan(
  house: House,
  act: Act,
  { owner, marker }: Own,
): Promise<{ proposal: string; planGuest: string }> {
  await act('answerInterview', { answers: [{ question: 'meeting_place', value: marker }] })
  await act('changePlan', {
    sections: [{ section: 'learn', words: marker, ownerId: owner.memberId }],
    charges: [{ charge: 'notify', accountableId: owner.memberId, deputyId: null }],
    coverage: [{ kind: 'ransomware', ownerId: owner.memberId }],
    contacts: [{ slot: 'bank', name: marker, phone: marker }],
    setting: { quorum: 1, language: 'en' },
  })
  await newVersion(house, { owner, marker }, { isPublished: true })
  await house.wall.inTenant(owner.tenantId, async ({ $client }) => {
    await $client.query(
      `insert into app.plan_approval (version, member_id, name, is_approved, words, decided_at) values (1, $1, $2, true, '', now())`,
      [owner.memberId, marker],
    )
    await $client.query(`insert into app.plan_receipt (version, member_id, read_at) values (1, $1, now())`, [
      owner.memberId,
    ])
  })
  await furnishHandout(act)
  return { proposal: await newProposal(act, marker), planGuest: await newPlanGuest(act) }
}

/** One more version, as nobody could publish it with a single person who answers for everything. */
async function newVersion(
  house: House,
  { owner, marker }: Own,
  { isPublished }: { readonly isPublished: boolean },
): Promise<{ version: number; code: string }> {
  const code = codeOf(randomBytes(10))
  const document = { title: 'Plan', organisation: marker, language: 'en', sections: [] }
  return house.wall.inTenant(owner.tenantId, async ({ $client }) => {
    const { rows } = await $client.query<{ version: number }>(
      `insert into app.plan_version (version, document, sha256, note, quorum, submitted_at, submitted_by)
       select coalesce(max(version), 0) + 1, $1, 'x', $2, 1, now(), $2 from app.plan_version returning version`,
      [JSON.stringify(document), marker],
    )
    const version = rows[0]?.version ?? 0
    if (isPublished)
      await $client.query(
        `insert into app.plan_publication (version, published_at, published_by, code) values ($1, now(), $2, $3)`,
        [version, marker, code],
      )
    return { version, code }
  })
}

async function newProposal(act: Act, marker = text): Promise<string> {
  const words = `${marker} ${randomUUID()}`
  return String((await act('proposePlanChange', { section: 'learn', words, reason: marker }))['id'])
}

const answers = [{ question: 'hours', value: 'office' }]

export const planExamples: Readonly<Record<string, Example>> = {
  readInterview: plain(),
  answerInterview: plain(() => ({ answers })),
  readPlan: plain(),
  changePlan: {
    fresh: ({ company }) => ({
      input: { sections: [{ section: 'detect', ownerId: company.owner.memberId }] },
    }),
    standing: ({ owner }) => ({ input: { sections: [{ section: 'detect', ownerId: owner.memberId }] } }),
  },
  // With one person nobody can stand in, so nothing can be published: the whole way is in the test of the plan.
  publishPlan: { ...plain(() => ({ note: text })), status: 409 },
  listPlanVersions: plain(),
  readPlanVersion: plain(() => ({ version: 1 })),
  decidePlanVersion: {
    fresh: async ({ house, company }) => {
      const { version } = await newVersion(house, { ...company, marker: text }, { isPublished: false })
      return { input: { version, isApproved: false, words: text } }
    },
    standing: () => ({ input: { version: 1, isApproved: false, words: text } }),
  },
  acknowledgePlan: {
    fresh: async ({ house, company }) => {
      const { version } = await newVersion(house, { ...company, marker: text }, { isPublished: true })
      return { input: { version } }
    },
    standing: () => ({ input: { version: 1 } }),
  },
  printPlan: plain(() => ({ version: 1, form: 'markdown' })),
  checkPlanCopy: {
    fresh: async ({ house, company }) => {
      const { code } = await newVersion(house, { ...company, marker: text }, { isPublished: true })
      return { input: { code } }
    },
    standing: () => ({ input: { code: 'AAAA-AAAA-AAAA-AAAA' } }),
  },
  listPlanGuests: plain(() => ({ version: 1 })),
  invitePlanGuest: plain(() => ({ ...wantedGuest(), version: 1 })),
  endPlanGuest: {
    fresh: async ({ act }) => ({ input: { guest: await newPlanGuest(act) } }),
    standing: ({ ids }) => ({ input: { guest: ids.planGuest } }),
  },
  findGuestPlan: plain(),
  readGuestPlan: visiting({}),
  printGuestPlan: visiting({ form: 'pdf' }),
  listPlanProposals: plain(),
  proposePlanChange: plain(() => ({ section: 'learn', words: text, reason: text })),
  decidePlanProposal: {
    fresh: async ({ act }) => ({ input: { id: await newProposal(act), isAccepted: false, reason: text } }),
    standing: ({ ids }) => ({ input: { id: ids.proposal, isAccepted: false, reason: text } }),
  },
}

function wantedGuest(): { name: string; email: string; endsAt: string } {
  const endsAt = new Date(Date.now() + 30 * 86_400_000).toISOString()
  return { name: text, email: `${randomUUID()}@guests.example`, endsAt }
}

/** Somebody from outside who may read the first version. */
async function newPlanGuest(act: Act): Promise<string> {
  const { guests } = await act('invitePlanGuest', { ...wantedGuest(), version: 1 })
  return String((guests as { items: readonly { id: string }[] }).items[0]?.id) // as its contract says
}

/** What a guest asks once the plan is open to them; everybody else is refused anyway. */
function visiting(input: Record<string, unknown>): Example {
  return {
    fresh: async ({ house, company, asker }) => {
      await house.wall.inTenant(company.owner.tenantId, ({ $client }) =>
        $client.query(
          `insert into app.plan_guest (id, member_id, version, granted_at, granted_by, ends_at)
           values ($1, $2, 1, now(), 'Test', now() + interval '1 day') on conflict do nothing`,
          [randomUUID(), asker],
        ),
      )
      return { input }
    },
    standing: () => ({ input }),
  }
}
