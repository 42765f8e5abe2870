import { asc, eq } from 'drizzle-orm'
import type { Context } from '../../../../platform/action.ts'
import { sectionKeys, type SectionKey } from '../rules/words/sections.ts'
import type { SectionChange } from '../contract/plan.ts'
import { planAnswer, planCharge, planContact, planCoverage, planSection, planSetting } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type SectionRecord = Omit<typeof planSection.$inferSelect, 'tenantId'>
export type ChargeRecord = Omit<typeof planCharge.$inferSelect, 'tenantId'>
export type CoverageRecord = Omit<typeof planCoverage.$inferSelect, 'tenantId'>
export type ContactRecord = Omit<typeof planContact.$inferSelect, 'tenantId'>
export type AnswerRecord = Omit<typeof planAnswer.$inferSelect, 'tenantId'>
export type SettingRecord = Omit<typeof planSetting.$inferSelect, 'tenantId'>

export async function listAnswers({ tx }: Reach): Promise<AnswerRecord[]> {
  return tx.select().from(planAnswer).orderBy(asc(planAnswer.question))
}

export async function keepAnswer({ tx }: Reach, row: AnswerRecord): Promise<void> {
  await tx
    .insert(planAnswer)
    .values(row)
    .onConflictDoUpdate({ target: [planAnswer.tenantId, planAnswer.question], set: row })
}

export async function dropAnswer({ tx }: Reach, question: string): Promise<void> {
  await tx.delete(planAnswer).where(eq(planAnswer.question, question))
}

/** Every section in its order; one that nobody has touched stands there empty. */
export async function listSections({ tx }: Reach): Promise<SectionRecord[]> {
  const rows = await tx.select().from(planSection)
  return sectionKeys.map((section) => rows.find((row) => row.section === section) ?? emptySection(section))
}

export async function keepSection({ tx }: Reach, row: SectionRecord): Promise<void> {
  await tx
    .insert(planSection)
    .values(row)
    .onConflictDoUpdate({ target: [planSection.tenantId, planSection.section], set: row })
}

/** Begins those that nobody has touched: only a row that is there can be held. */
export async function beginSections({ tx }: Reach, names: readonly SectionKey[]): Promise<void> {
  await tx
    .insert(planSection)
    .values([...names].toSorted().map(emptySection))
    .onConflictDoNothing()
}

/** Sections that somebody has begun, held until the transaction ends, always in the same order. */
export async function lockSections({ tx }: Reach): Promise<SectionRecord[]> {
  return tx.select().from(planSection).orderBy(asc(planSection.section)).for('update')
}

export async function markSection(
  { tx }: Reach,
  section: SectionKey,
  changed: { readonly changedSince: Date; readonly changes: readonly SectionChange[] },
): Promise<void> {
  await tx.update(planSection).set(changed).where(eq(planSection.section, section))
}

export async function listCharges({ tx }: Reach): Promise<ChargeRecord[]> {
  return tx.select().from(planCharge).orderBy(asc(planCharge.charge))
}

export async function keepCharge({ tx }: Reach, row: ChargeRecord): Promise<void> {
  await tx
    .insert(planCharge)
    .values(row)
    .onConflictDoUpdate({ target: [planCharge.tenantId, planCharge.charge], set: row })
}

export async function listCoverage({ tx }: Reach): Promise<CoverageRecord[]> {
  return tx.select().from(planCoverage).orderBy(asc(planCoverage.kind))
}

export async function keepCoverage({ tx }: Reach, row: CoverageRecord): Promise<void> {
  await tx
    .insert(planCoverage)
    .values(row)
    .onConflictDoUpdate({ target: [planCoverage.tenantId, planCoverage.kind], set: row })
}

export async function listContacts({ tx }: Reach): Promise<ContactRecord[]> {
  return tx.select().from(planContact).orderBy(asc(planContact.slot))
}

export async function keepContact({ tx }: Reach, row: ContactRecord): Promise<void> {
  await tx
    .insert(planContact)
    .values(row)
    .onConflictDoUpdate({ target: [planContact.tenantId, planContact.slot], set: row })
}

/** One approval is enough, and the plan is written in English, until somebody says otherwise. */
export async function findSetting({ tx }: Reach): Promise<SettingRecord> {
  const [found] = await tx.select().from(planSetting)
  return { quorum: found?.quorum ?? 1, language: found?.language ?? 'en' }
}

export async function keepSetting({ tx }: Reach, row: SettingRecord): Promise<void> {
  await tx.insert(planSetting).values(row).onConflictDoUpdate({ target: planSetting.tenantId, set: row })
}

function emptySection(section: SectionKey): SectionRecord {
  return {
    section,
    ownerId: null,
    reviewOn: null,
    words: '',
    changedSince: null,
    changes: [],
    reviewedAt: null,
    reviewedBy: null,
  }
}
