import { randomUUID } from 'node:crypto'
import type { Act } from './company.ts'
import { tokenIn } from './company.ts'
import { plain } from './building.ts'
import type { Example, Site } from './requests.ts'

// Words that nobody in a case is called, and that assert nothing: no case keeps them back.
const text = 'We do not know more yet'
const dead = { token: 'A'.repeat(22) }

const wish = (marker: string) => ({
  ...{ name: marker, audience: 'partners' },
  content: { note: marker, lines: [] },
})

/** A page for a partner in this incident. */
export async function newPartnerPage(
  act: Act,
  { id, marker = text }: { id: string; marker?: string },
): Promise<{ page: string; token: string }> {
  const made = await act('sharePage', { id, ...wish(marker) })
  return { page: String((made['page'] as { id: string }).id), token: tokenIn(made) } // as its contract says
}

/** What is shown outside of this incident, with words of the firm wherever some can stand. */
export async function furnishOutside(
  act: Act,
  { incident: id, marker }: { incident: string; marker: string },
): Promise<{ partnerPage: string }> {
  await act('setPublicPage', { id, isOpen: true })
  await act('keepAbuseContact', place(marker))
  const { page, token } = await newPartnerPage(act, { id, marker })
  await act('viewPartnerPage', { token })
  return { partnerPage: page }
}

const target = 'login-page.example.net'
const place = (name: string) => ({
  ...{ name, covers: ['example.net', '203.0.113.0/24'], email: 'abuse@example.net' },
  checkedOn: '2026-01-02',
})
const report = { target, name: text, email: 'abuse@example.net' }

const freshPublic = async ({ act, make }: Site) => {
  const page = await act('setPublicPage', { id: await make.incident(), isOpen: true })
  return tokenIn(page)
}

export const outsideExamples: Readonly<Record<string, Example>> = {
  readOutside: plain(({ incident: id }) => ({ id })),
  sharePage: {
    fresh: async ({ act, make }) => {
      const id = await make.incident()
      return { input: { id, page: (await newPartnerPage(act, { id })).page, ...wish(text) } }
    },
    standing: ({ ids }) => ({ input: { id: ids.incident, page: ids.partnerPage, ...wish(text) } }),
  },
  revokePage: {
    fresh: async ({ act, make }) => {
      const id = await make.incident()
      return { input: { id, page: (await newPartnerPage(act, { id })).page } }
    },
    standing: ({ ids }) => ({ input: { id: ids.incident, page: ids.partnerPage } }),
  },
  setPublicPage: {
    fresh: async ({ make }) => ({ input: { id: await make.incident(), isOpen: true } }),
    standing: ({ ids }) => ({ input: { id: ids.incident, isOpen: true } }),
  },
  printEdition: {
    fresh: async ({ make }) => ({ input: { id: await make.incident(), audience: 'staff' } }),
    standing: ({ ids }) => ({ input: { id: ids.incident, audience: 'staff' } }),
  },
  viewPartnerPage: {
    fresh: async ({ act, make }) => ({
      input: { token: (await newPartnerPage(act, { id: await make.incident() })).token },
    }),
    standing: () => ({ input: dead }),
  },
  readPublicPage: {
    fresh: async (site) => ({ input: { token: await freshPublic(site) } }),
    standing: () => ({ input: dead }),
  },
  findAbuseAddressees: plain(({ incident: id }) => ({ id, target })),
  keepAbuseContact: plain(() => place(`Place ${randomUUID()}`)),
  draftAbuseMail: {
    fresh: async ({ act, make }) => {
      const id = await make.incident()
      const confirmed = [`The page ${target} copies our sign-in page.`]
      const body = { headline: '', confirmed, checking: [], unknown: [], next: [], clock: '' }
      await act('saveSituation', { id, basedOn: 0, body })
      return { input: { id, ...report } }
    },
    standing: ({ ids }) => ({ input: { id: ids.incident, ...report } }),
  },
  // Nobody follows a page while no mail server is set up.
  subscribeToPage: { ...plain(() => ({ ...dead, email: 'ann@example.org' })), status: 404 },
  settleSubscription: { ...plain(() => ({ ...dead, what: 'end' })), status: 404 },
}
