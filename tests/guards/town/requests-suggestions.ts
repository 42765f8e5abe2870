import { randomUUID } from 'node:crypto'
import type { House } from '../../../src/platform/action.ts'
import { plain } from './building.ts'
import type { Company } from './company.ts'
import type { Example } from './requests.ts'

const seen = 'f'.repeat(64)

/** The town has no language model: whoever may ask is told so, and nothing leaves it. */
export const suggestionExamples: Readonly<Record<string, Example>> = {
  readSuggestions: plain(({ incident: of }) => ({ purpose: 'lessons', of })),
  switchModel: { ...plain(() => ({ isOn: true, host: 'model.example', name: 'small' })), status: 409 },
  askModel: {
    ...plain(({ incident: of }) => ({ purpose: 'lessons', of, language: 'en', seen })),
    status: 409,
  },
  takeSuggestion: {
    fresh: async ({ house, company }) => ({
      input: { id: await ownSuggestion(house, company), sentences: [0] },
    }),
    standing: ({ ids }) => ({ input: { id: ids.suggestion, sentences: [0] } }),
  },
}

/** What a model proposed for the case of a company, and that an owner agreed to it. */
export async function ownSuggestion(
  house: House,
  {
    tenantId,
    ids: { incident },
    marker,
  }: Pick<Company, 'tenantId' | 'marker'> & {
    readonly ids: { readonly incident: string }
  },
): Promise<string> {
  const id = randomUUID()
  const sentences = [{ text: `Proposed ${marker}`, lines: [], struck: [], warnings: ['no_lines'] }]
  await house.wall.inTenant(tenantId, ({ $client }) =>
    $client.query(
      `insert into app.suggestion (id, purpose, subject_id, incident_id, language, state, host, model, sent_sha256,
         sent_letters, sentences, asked_at, asked_by, lost_at, ended_at)
       values ($1, 'lessons', $2, $2, 'en', 'answered', 'model.example', 'small', decode(repeat('ab', 32), 'hex'),
         10, $3, now(), $4, now(), now())`,
      [id, incident, JSON.stringify(sentences), `By ${marker}`],
    ),
  )
  return id
}

export async function ownConsent(house: House, tenantId: string, marker: string): Promise<void> {
  await house.wall.inTenant(tenantId, ({ $client }) =>
    $client.query(
      `insert into app.model_consent (is_on, host, model, changed_at, changed_by)
       values (true, 'model.example', 'small', now(), $1) on conflict do nothing`,
      [`By ${marker}`],
    ),
  )
}
