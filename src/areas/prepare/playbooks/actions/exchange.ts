import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { refuse } from '../../../../base/refusal.ts'
import { action, uploadAction, type Download } from '../../../../platform/action.ts'
import { shippedPlaybook } from '../content/playbooks.ts'
import { knownConnections } from '../../../register/connections/public.ts'
import * as contract from '../contract/exchange.ts'
import { playbookInUse } from '../public.ts'
import { readCacao } from '../rules/read-cacao.ts'
import { writeCacao } from '../rules/write-cacao.ts'
import { addOriginal, addPlaybook, findVersionInUse, getOriginal } from '../store/playbooks.ts'
import { readWhole } from './read-whole.ts'
import { keyOf, refuseTooMany } from './workshop.ts'

/** Always a draft: a person reads the report and publishes it, or throws it away. */
export const bringIn = uploadAction(
  contract.importCacao,
  async (context) => {
    await refuseTooMany(context)
    return { maxBytes: contract.largestCacaoBytes }
  },
  async (context, { as, name }, file) => {
    await refuseTooMany(context)
    const bytes = await readWhole(context, file)
    const today = context.now.toISOString().slice(0, 10)
    const { draft, report } = readCacao(textOf(bytes), {
      ...{ as, today, shipped: shippedPlaybook },
      connections: new Set((await knownConnections(context)).keys()),
    })
    const key = context.newId()
    const at = context.now
    const by = context.actor.name
    await addPlaybook(context, {
      key,
      kind: as,
      title: draft.title,
      draft,
      draftRevision: 1,
      draftedAt: at,
      draftedBy: by,
      madeAt: at,
      madeBy: by,
    })
    await addOriginal(context, {
      key,
      name,
      bytes,
      sha256: file.sha256,
      report,
      importedAt: at,
      importedBy: by,
    })
    context.record({
      stream: 'audit',
      kind: 'playbook.import',
      fields: { playbook: key, title: draft.title, file: name, sha256: file.sha256, steps: report.made },
    })
    return { key, report }
  },
)

export const takeOut = action(contract.exportCacao, async (context, { kind }): Promise<Download> => {
  const { key, edition, playbook } = await playbookInUse(context, kind)
  const version = edition === 'own' ? await findVersionInUse(context, key) : undefined
  const publishedAt = version?.publishedAt.toISOString() ?? `${playbook.reviewedOn}T00:00:00.000Z`
  // Where a request goes is for those who may read connections; the file of another says to run it by hand.
  const connections = context.can('connection.read') ? await knownConnections(context) : undefined
  const place = { key, tenantId: context.tenantId, publishedAt }
  const cacao = writeCacao(playbook, { ...place, ...(connections && { connections }) })
  const body = Buffer.from(`${JSON.stringify(cacao, null, 2)}\n`)
  context.record({
    stream: 'audit',
    kind: 'playbook.export',
    fields: { playbook: key, title: playbook.title, format: 'cacao-2.0', sha256: bytesToHex(sha256(body)) },
  })
  return download(`${playbook.id}.cacao.json`, body)
})

export const original = action(contract.readOriginal, async (context, { kind }): Promise<Download> => {
  const found = await getOriginal(context, keyOf(kind))
  context.record({
    stream: 'audit',
    kind: 'playbook.export',
    fields: { playbook: found.key, title: found.name, format: 'original', sha256: found.sha256 },
  })
  return download(found.name, found.bytes)
})

export const report = action(contract.readImportReport, async (context, { kind }) => {
  const found = await getOriginal(context, keyOf(kind))
  return {
    ...found.report,
    file: found.name,
    sha256: found.sha256,
    importedAt: found.importedAt.toISOString(),
    importedBy: found.importedBy,
  }
})

function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    refuse('invalid', 'This file is no text in UTF-8. Export the playbook again and choose that file.', {
      cause: error,
    })
  }
}

function download(name: string, body: Buffer): Download {
  return { name, mediaType: 'application/json', size: body.length, open: async () => body }
}
