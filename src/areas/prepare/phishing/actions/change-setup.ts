import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { orTaken, refuseTaken } from '../../../../platform/database/taken.ts'
import * as contract from '../contract/rehearsals.ts'
import type { SetupChange } from '../contract/rehearsals.ts'
import { bodyFault, lintFault } from '../rules/lint.ts'
import {
  deleteGroup,
  deleteTemplate,
  groupOfMembers,
  listGroups,
  listTemplates,
  mostKept,
  saveGroup,
  saveTemplate,
  setMembers,
} from '../store/setup.ts'
import { rehearsed, setupOf, type PhishingPorts } from './shapes.ts'

export function changeSetupWith(rooms: PhishingPorts) {
  return action(contract.changePhishingSetup, async (context, { change }) => {
    await apply(context, change)
    return { setup: await setupOf(context, rooms) }
  })
}

async function apply(context: Context, change: SetupChange): Promise<void> {
  switch (change.do) {
    case 'save_group':
      return keepGroup(context, change)
    case 'end_group': {
      const name = await deleteGroup(context, change.id)
      if (name === undefined) return refuse('not_found', 'There is no such group here.')
      return context.record({ stream: 'audit', kind: 'phishing_group.remove', fields: { name } })
    }
    case 'save_template':
      return keepTemplate(context, change)
    case 'end_template': {
      const name = await deleteTemplate(context, change.id)
      if (name === undefined) return refuse('not_found', 'There is no such mail here.')
      return context.record({ stream: 'audit', kind: 'phishing_template.remove', fields: { name } })
    }
  }
}

async function keepGroup(
  context: Context,
  { id: given, name, memberIds }: Extract<SetupChange, { do: 'save_group' }>,
): Promise<void> {
  const groups = await listGroups(context)
  refuseUnless(
    given === undefined || groups.some(({ id }) => id === given),
    'not_found',
    'There is no such group here.',
  )
  refuseUnless(
    given !== undefined || groups.length < mostKept,
    'conflict',
    `There are ${mostKept} groups. End one first.`,
  )
  const here = new Set((await rehearsed(context)).map(({ id }) => id))
  const wanted = [...new Set(memberIds)]
  refuseUnless(
    wanted.every((one) => here.has(one)),
    'not_found',
    'One of these people does not work here.',
  )
  const id = given ?? context.newId()
  if (!(await orTaken(name, saveGroup(context, { id, name })))) refuseTaken(name)
  // Who is away just now is not shown, and finds their group when they come back.
  const away = [...(await groupOfMembers(context))].flatMap(([memberId, groupId]) =>
    groupId === id && !here.has(memberId) ? [memberId] : [],
  )
  await setMembers(context, { groupId: id, memberIds: [...wanted, ...away] })
  const fields = { group: id, name, people: wanted.length }
  context.record({ stream: 'audit', kind: 'phishing_group.change', fields })
}

async function keepTemplate(
  context: Context,
  { do: _do, id: given, ...fields }: Extract<SetupChange, { do: 'save_template' }>,
): Promise<void> {
  const known = await listTemplates(context)
  refuseUnless(
    given === undefined || known.some(({ id }) => id === given),
    'not_found',
    'There is no such mail here.',
  )
  refuseUnless(
    given !== undefined || known.length < mostKept,
    'conflict',
    `There are ${mostKept} mails. End one first.`,
  )
  const faults = [
    { path: 'body', message: bodyFault(fields.body) ?? lintFault(fields.body) },
    { path: 'subject', message: lintFault(fields.subject) },
    { path: 'linkWords', message: lintFault(fields.linkWords) },
  ].flatMap(({ path, message }) => (message === undefined ? [] : [{ path, message }]))
  const [first] = faults
  if (first !== undefined) refuse('invalid', first.message, { faults })
  const id = given ?? context.newId()
  const isSaved = await orTaken(fields.name, saveTemplate(context, { id, ...fields, changedAt: context.now }))
  if (!isSaved) refuseTaken(fields.name)
  const { name, difficulty, language } = fields
  const leaf = { template: id, name, difficulty, language }
  context.record({ stream: 'audit', kind: 'phishing_template.change', fields: leaf })
}
