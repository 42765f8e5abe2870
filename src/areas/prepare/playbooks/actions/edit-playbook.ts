import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { shippedPlaybook } from '../content/playbooks.ts'
import * as contract from '../contract/editing.ts'
import { Playbook, type PlaybookDraft } from '../contract/playbook.ts'
import type { PlaybookKey } from '../contract/reading.ts'
import { playbookInUse } from '../public.ts'
import { playbookDiff } from '../rules/diff.ts'
import { draftFaults, faultsAsFields, nearlyEmpty } from '../rules/draft.ts'
import { playbookHash } from '../rules/freeze-run.ts'
import {
  addPlaybook,
  addVersion,
  changePlaybook,
  dropPlaybook,
  findPlaybook,
  findPlaybookToChange,
  getVersion,
  type PlaybookRecord,
} from '../store/playbooks.ts'
import { keyOf, refuseTooMany, workshopOf } from './workshop.ts'

export const readOne = action(contract.readWorkshop, async (context, { kind }) => workshopOf(context, kind))

export const create = action(contract.createPlaybook, async (context, { title, kind, from }) => {
  await refuseTooMany(context)
  const today = context.now.toISOString().slice(0, 10)
  const draft =
    from === undefined
      ? nearlyEmpty(kind, title, today)
      : { ...(await playbookInUse(context, from)).playbook, id: kind, title, plainTitle: title }
  const key = context.newId()
  await addPlaybook(context, { ...made(context, key, kind, title), ...drafted(context, draft, 0) })
  context.record({ stream: 'audit', kind: 'playbook.create', fields: { playbook: key, title, for: kind } })
  return workshopOf(context, key)
})

export const save = action(contract.saveDraft, async (context, { kind, revision, document }) => {
  const key = keyOf(kind)
  const before = await findPlaybookToChange(context, key)
  const kindOf = shippedPlaybook(key)?.id ?? before?.kind
  refuseUnless(kindOf, 'not_found', 'There is no such playbook here.')
  // What a playbook is for was said when it was made, and lists and runs go by it.
  const draft: PlaybookDraft = { ...document, id: kindOf }
  if (before === undefined) {
    refuseUnless(revision === 0, 'conflict', 'This was never saved before. Load the page again.')
    await addPlaybook(context, {
      ...made(context, key, draft.id, draft.title),
      ...drafted(context, draft, revision),
    })
  } else {
    refuseOtherRevision(before, revision)
    await changePlaybook(context, key, { title: draft.title, ...drafted(context, draft, revision) })
  }
  context.record({
    stream: 'audit',
    kind: 'playbook.draft',
    fields: { playbook: key, title: draft.title, sha256: playbookHash(draft) },
  })
  return workshopOf(context, key)
})

export const discard = action(contract.discardDraft, async (context, { kind, revision }) => {
  const before = await getDrafted(context, kind)
  refuseOtherRevision(before, revision)
  // One of their own that was never published is nothing without its draft. An edition of what ships keeps its row:
  // its revision must go on rising, or an old window would save over a newer draft.
  const isNothingLeft = before.lastVersion === 0 && shippedPlaybook(before.key) === undefined
  if (isNothingLeft) await dropPlaybook(context, before.key)
  else {
    await changePlaybook(context, before.key, {
      draft: null,
      draftedAt: null,
      draftedBy: null,
      draftRevision: before.draftRevision + 1,
    })
  }
  context.record({
    stream: 'audit',
    kind: 'playbook.discard',
    fields: { playbook: before.key, title: before.title },
  })
  return { left: isNothingLeft ? null : await workshopOf(context, before.key) }
})

export const publish = action(contract.publishPlaybook, async (context, { kind, revision, note }) => {
  const before = await getDrafted(context, kind)
  refuseOtherRevision(before, revision)
  const faults = draftFaults(before.draft)
  if (faults.length > 0) {
    refuse('invalid', 'It cannot be used like this yet. The list says what is missing.', {
      reason: 'not_ready',
      faults: faultsAsFields(faults),
    })
  }
  const version = before.lastVersion + 1
  const reviewedOn = context.now.toISOString().slice(0, 10)
  const document = Playbook.parse({ ...before.draft, version, reviewedOn })
  const sha256 = playbookHash(document)
  await addVersion(context, {
    key: before.key,
    version,
    document,
    sha256,
    note,
    publishedAt: context.now,
    publishedBy: context.actor.name,
  })
  await changePlaybook(context, before.key, {
    inUse: version,
    lastVersion: version,
    title: document.title,
    draft: null,
    draftedAt: null,
    draftedBy: null,
    draftRevision: before.draftRevision + 1,
  })
  context.record({
    stream: 'audit',
    kind: 'playbook.publish',
    fields: { playbook: before.key, title: document.title, version, sha256, note },
  })
  return workshopOf(context, before.key)
})

export const use = action(contract.usePlaybookVersion, async (context, { kind, version, reason }) => {
  const key = keyOf(kind)
  const before = await findPlaybookToChange(context, key)
  refuseUnless(before, 'not_found', 'Nothing was published here, so it is used as it ships.')
  if (version === 'shipped') {
    refuseUnless(shippedPlaybook(key), 'invalid', 'This playbook is your own: there is no shipped one.')
  }
  const wanted = version === 'shipped' ? null : (await getVersion(context, key, Number(version))).version
  refuseUnless(before.inUse !== wanted, 'conflict', 'This version is in use already.')
  await changePlaybook(context, key, { inUse: wanted })
  context.record({
    stream: 'audit',
    kind: 'playbook.use',
    fields: { playbook: key, title: before.title, version, reason },
  })
  return workshopOf(context, key)
})

export const readOneVersion = action(contract.readVersion, async (context, { kind, version }) =>
  documentOf(context, keyOf(kind), version),
)

export const compare = action(contract.compareVersions, async (context, { kind, from, to }) => {
  const key = keyOf(kind)
  const before = await documentOf(context, key, from)
  const after = await documentOf(context, key, to)
  return { from, to, differences: playbookDiff(before, after) }
})

/** @throws Refusal `not_found` where there is no such version */
async function documentOf(
  context: Context,
  key: PlaybookKey,
  version: contract.VersionName,
): Promise<PlaybookDraft> {
  if (version === 'shipped') {
    return shippedPlaybook(key) ?? refuse('not_found', 'This playbook is your own: there is no shipped one.')
  }
  if (version === 'draft') {
    const found = await findPlaybook(context, key)
    return found?.draft ?? refuse('not_found', 'There is no draft.')
  }
  return (await getVersion(context, key, Number(version))).document
}

async function getDrafted(context: Context, kind: PlaybookKey) {
  const found = await findPlaybookToChange(context, keyOf(kind))
  if (found === undefined || found.draft === null)
    refuse('not_found', 'There is no draft here. Somebody may have published it.')
  return { ...found, draft: found.draft }
}

function refuseOtherRevision(record: PlaybookRecord, revision: number): void {
  refuseUnless(
    record.draftRevision === revision,
    'conflict',
    `${record.draftedBy ?? 'Somebody'} saved this in the meantime. Copy your words, load the page again, and put them in.`,
    { reason: 'other_revision' },
  )
}

function made(context: Context, key: string, kind: Playbook['id'], title: string) {
  return { key, kind, title, madeAt: context.now, madeBy: context.actor.name }
}

function drafted(context: Context, draft: PlaybookDraft, revision: number) {
  return {
    draft,
    draftRevision: revision + 1,
    draftedAt: context.now,
    draftedBy: context.actor.name,
  }
}
