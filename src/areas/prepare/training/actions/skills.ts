import { leafFields } from '../../../../base/leaf-fields.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { orTaken, refuseTaken } from '../../../../platform/database/taken.ts'
import { getMember, listWorkers, todayOf } from '../../../register/people/public/people.ts'
import * as contract from '../contract/skills.ts'
import type { Skill, SkillChange, Skills } from '../contract/skills.ts'
import { skillFlags, workedCosts } from '../rules/skills.ts'
import { openNeedRows } from '../store/needs.ts'
import {
  holdHolderRow,
  holdSkillRow,
  insertSkill,
  keepHolder,
  listHolderRows,
  listSkillRows,
  updateHolder,
  updateSkill,
  type SkillRecord,
} from '../store/skills.ts'
import { roleReadiness } from './role-readiness.ts'
import { vendorNames } from './shapes.ts'

export const read = action(contract.readSkills, async (context) => skillsOf(context))

export const change = action(contract.changeSkills, async (context, { change: wanted }) => {
  await changeOne(context, wanted)
  return skillsOf(context)
})

async function changeOne(context: Context, wanted: SkillChange): Promise<void> {
  switch (wanted.do) {
    case 'add':
      return addSkill(context, wanted)
    case 'change': {
      const { do: _do, skillId, ...fields } = wanted
      await holdSkillRow(context, skillId)
      await orTaken(fields.name, updateSkill(context, skillId, fields))
      return note(context, 'skill.change', { skill: skillId, ...fields })
    }
    case 'retire': {
      const { name } = await holdSkillRow(context, wanted.skillId)
      await updateSkill(context, wanted.skillId, { retiredAt: context.now })
      return note(context, 'skill.retire', { skill: wanted.skillId, name, reason: wanted.reason })
    }
    case 'hold':
      return hold(context, wanted)
    case 'drop': {
      const { skillId, memberId } = await holdHolderRow(context, wanted.holderId)
      await updateHolder(context, wanted.holderId, { endedAt: context.now })
      const { name } = await holdSkillRow(context, skillId)
      return note(context, 'skill.drop', { skill: skillId, name, member: memberId, reason: wanted.reason })
    }
    case 'weigh':
      return weigh(context, wanted)
  }
}

async function addSkill(
  context: Context,
  { do: _do, ...fields }: Extract<SkillChange, { do: 'add' }>,
): Promise<void> {
  const id = context.newId()
  const isNew = await insertSkill(context, {
    ...fields,
    ...{ id, costs: null, decision: null, decidedWhy: null, decidedOn: null, decidedBy: null },
    ...{ vendorId: null, addedAt: context.now, retiredAt: null },
  })
  if (!isNew) refuseTaken(fields.name)
  note(context, 'skill.add', { skill: id, ...fields })
}

async function hold(
  context: Context,
  { do: _do, skillId, memberId, ...given }: Extract<SkillChange, { do: 'hold' }>,
): Promise<void> {
  const { name } = await holdSkillRow(context, skillId)
  const person = await getMember(context, memberId)
  refuseUnless(person.status === 'active', 'conflict', 'This person does not work here at present.')
  const { gotOn, expiresOn } = given
  const message = 'This ends before it begins.'
  refuseUnless(expiresOn === null || expiresOn >= gotOn, 'invalid', message, {
    faults: [{ path: 'change.expiresOn', message }],
  })
  await keepHolder(context, {
    ...{ ...given, id: context.newId(), skillId, memberId },
    ...{ toldStage: null, endedAt: null },
  })
  note(context, 'skill.hold', { skill: skillId, name, member: memberId, ...given })
}

async function weigh(
  context: Context,
  { skillId, costs, decision, why, vendorId }: Extract<SkillChange, { do: 'weigh' }>,
): Promise<void> {
  const { name } = await holdSkillRow(context, skillId)
  await refuseUnknownVendor(context, vendorId)
  const decided = { decision, decidedWhy: why, decidedOn: await todayOf(context) }
  await updateSkill(context, skillId, { ...decided, costs, vendorId, decidedBy: context.actor.name })
  const fields = { skill: skillId, name, decision, why, vendor: vendorId, ...costs, ...workedCosts(costs) }
  note(context, 'skill.weigh', fields)
}

export async function refuseUnknownVendor(context: Context, id: string | null): Promise<void> {
  if (id !== null && !(await vendorNames(context)).has(id))
    refuse('not_found', 'There is no such supplier here.')
}

function note(
  context: Context,
  kind: 'skill.add' | 'skill.change' | 'skill.retire' | 'skill.hold' | 'skill.drop' | 'skill.weigh',
  fields: Readonly<Record<string, unknown>>,
): void {
  context.record({ stream: 'audit', kind, fields: leafFields(fields) })
}

async function skillsOf(context: Context): Promise<Skills> {
  return {
    skills: await knownSkills(context),
    roles: await roleReadiness(context),
    can: { manage: context.can('training.manage') },
  }
}

/** Every skill with who holds it of those who are still here, what is risky about it, and what it costs. */
export async function knownSkills(context: Pick<Context, 'tx' | 'now'>): Promise<Skill[]> {
  const rows = await listSkillRows(context)
  if (rows.length === 0) return []
  const today = await todayOf(context)
  const here = new Map((await listWorkers(context)).map(({ id, name }) => [id, name]))
  const holders = (await listHolderRows(context)).filter(({ memberId }) => here.has(memberId))
  const needs = await openNeedRows(context)
  const vendors = await vendorNames(context)
  return rows.map((row) => {
    const { id, name, kind, note: words, costs } = row
    const own = holders.filter(({ skillId }) => skillId === id)
    return {
      ...{ id, name, kind, note: words, costs },
      holders: own.map(({ id: holderId, memberId, level, isDeputy, source, gotOn, expiresOn }) => ({
        ...{ id: holderId, memberId, level, isDeputy, source, gotOn, expiresOn },
        name: here.get(memberId) ?? '',
        isEnded: expiresOn !== null && expiresOn < today,
      })),
      flags: skillFlags(own, row.decision, today),
      worked: costs === null ? null : workedCosts(costs),
      gaps: needs.filter(({ skillId }) => skillId === id).length,
      decision: decisionOf(row, vendors),
    }
  })
}

function decisionOf(row: SkillRecord, vendors: ReadonlyMap<string, string>): Skill['decision'] {
  const { decision: what, decidedWhy: why, decidedOn, decidedBy, vendorId } = row
  if (what === null || why === null || decidedOn === null || decidedBy === null) return null
  return { what, why, decidedOn, decidedBy, vendorId, vendor: vendors.get(vendorId ?? '') ?? '' }
}
