import type * as z from 'zod'
import { assistantsPath } from '../../../../base/assistant-tools.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action } from '../../../../platform/action.ts'
import * as contract from '../contract/keys.ts'
import { createApiKeyFor } from '../public/keys.ts'
import { listApiKeyRows, revokeApiKeyRow, type ApiKeyRow } from '../store/keys.ts'
import { readNames } from '../store/members.ts'
import { getOrganisation, updateOrganisation } from '../store/organisation.ts'

export const listApiKeys = action(contract.listApiKeys, async (context) => {
  const rows = await listApiKeyRows(context)
  const makers = await readNames(context, [...new Set(rows.flatMap((row) => row.createdBy ?? []))])
  const { letsAssistantsIn } = await getOrganisation(context)
  return {
    items: rows.map((row) => keyOf(row, makers)),
    assistants: { isOpen: letsAssistantsIn, url: context.services.config.url + assistantsPath },
  }
})

export const letAssistantsIn = action(contract.letAssistantsIn, async (context, { isOpen }) => {
  await updateOrganisation(context, context.tenantId, { letsAssistantsIn: isOpen })
  context.record({ stream: 'audit', kind: isOpen ? 'assistant.admit' : 'assistant.bar' })
  return { isOpen }
})

export const createApiKey = action(contract.createApiKey, async (context, { name, scopes, expiresAt }) => {
  const until = expiresAt === undefined ? undefined : new Date(expiresAt)
  refuseUnless(until === undefined || until > context.now, 'invalid', 'Choose an end that lies ahead.', {
    faults: [{ path: 'expiresAt', message: 'must lie in the future' }],
  })
  const { row, secret } = await createApiKeyFor(context, { name, scopes, expiresAt: until })
  const makers = await readNames(context, row.createdBy === null ? [] : [row.createdBy])
  return { key: keyOf(row, makers), secret }
})

export const revokeApiKey = action(contract.revokeApiKey, async (context, { id }) => {
  const name = await revokeApiKeyRow(context, id)
  if (name === undefined) refuse('not_found', 'There is no such API key in your organisation.')
  context.record({ stream: 'audit', kind: 'apikey.revoke', fields: { key: id, name } })
  return { revoked: true as const }
})

function keyOf(row: ApiKeyRow, makers: ReadonlyMap<string, string>): z.infer<typeof contract.ApiKey> {
  const { id, name, scopes, createdAt, createdBy, expiresAt, lastUsedAt } = row
  return {
    id,
    name,
    scopes,
    createdAt: createdAt.toISOString(),
    createdBy: createdBy === null ? 'Muster on its host' : (makers.get(createdBy) ?? ''),
    expiresAt: expiresAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  }
}
