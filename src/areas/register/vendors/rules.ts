/** When notice has to be given, whom nobody has tried for long, and how suppliers and contracts are read from a table. */
import * as z from 'zod'
import { dayAfter, daysBetween, type SpanUnit } from '../../../base/calendar-day.ts'
import { numberOf, readRows, several, word, type Read } from '../../../base/csv-rows.ts'
import { contractFields, type Contract } from './contract/contracts.ts'
import { addVendor } from './contract/vendors.ts'
import { accessKinds, clauses, exitSteps, tellUnits } from './contract/words.ts'

export const vendorColumns = [
  'name',
  'does',
  'access',
  'accessNote',
  'owner',
  'assets',
  'contact',
  'phone',
  'nightPhone',
  'email',
  'other',
  'note',
] as const
export const contractColumns = [
  'name',
  'vendor',
  'owner',
  'startsOn',
  'endsOn',
  'renewsMonths',
  'noticeValue',
  'noticeUnit',
  'serviceLevel',
  'answerMinutes',
  'arriveMinutes',
  'theyTellValue',
  'theyTellUnit',
  'theyTellWords',
  'weTellValue',
  'weTellUnit',
  'weTellWords',
  'present',
  'missing',
  'note',
] as const

/** Days ahead at which the owner of a contract hears of its notice date. */
export const noticeStages = [60, 30, 7]
/** Somebody has to try a contact twice a year. */
const confirmedForDays = 183

export interface ContractTerms {
  readonly endsOn: string | null
  readonly renewsMonths: number | null
  readonly noticeValue: number | null
  readonly noticeUnit: SpanUnit | null
}

export interface ContractDates {
  readonly periodEndsOn: string | null
  readonly noticeBy: string | null
  readonly daysLeft: number | null
}

/**
 * The period that runs today and the last day to give notice in it. A contract that renews by itself goes on period by
 * period, counted from its first end, so that the 31st does not wander. One that just ends has to be renewed by then.
 */
export function datesOf(terms: ContractTerms, today: string): ContractDates {
  const { endsOn, renewsMonths, noticeValue, noticeUnit } = terms
  if (endsOn === null) return { periodEndsOn: null, noticeBy: null, daysLeft: null }
  const noticeOf = (end: string) =>
    noticeUnit === null ? end : dayAfter(end, -(noticeValue ?? 0), noticeUnit)
  let end = endsOn
  for (let turn = 1; end < today && renewsMonths !== null && turn < 2000; turn += 1)
    end = dayAfter(endsOn, turn * renewsMonths, 'months')
  const noticeBy = noticeOf(end)
  return { periodEndsOn: end, noticeBy, daysLeft: daysBetween(today, noticeBy) }
}

/** Nobody has tried it for six months, or ever. */
export function isStale(confirmedAt: Date | null, now: Date): boolean {
  return confirmedAt === null || now.getTime() - confirmedAt.getTime() > confirmedForDays * 86_400_000
}

/** What of leaving a supplier is still to be done; nothing unless leaving was decided. */
export function openExitSteps(contract: Pick<Contract, 'decision' | 'exitSteps'>): string[] {
  if (contract.decision?.what !== 'leave') return []
  return exitSteps.filter((step) => (contract.exitSteps[step]?.state ?? 'open') === 'open')
}

const VendorLine = addVendor.input.omit({ ownerId: true, assetIds: true })
const ContactLine = z.object({
  contact: z.string().max(200).default(''),
  phone: z.string().max(60).default(''),
  nightPhone: z.string().max(60).default(''),
  email: z.string().max(254).default(''),
  other: z.string().max(300).default(''),
})
export type VendorRow = z.output<typeof VendorLine> & {
  readonly owner: string
  readonly assets: readonly string[]
  /** The first one to call; undefined when the row names no way to reach them. */
  readonly contact: ({ readonly name: string } & Omit<z.output<typeof ContactLine>, 'contact'>) | undefined
}

/** Reads suppliers from CSV. */
export function readVendors(csv: string): Read<VendorRow> {
  return readRows<VendorRow>(csv, {
    columns: vendorColumns,
    says: (issue) => (issue.path[0] === 'access' ? `Use one of ${accessKinds.join(', ')}.` : undefined),
    read: ({ owner = '', assets, contact, phone, nightPhone, email, other, ...rest }) => {
      const read = VendorLine.safeParse({ ...rest, access: word(rest['access'] ?? '') || 'unknown' })
      const ways = ContactLine.safeParse({ contact, phone, nightPhone, email, other })
      if (!read.success || !ways.success)
        return { issues: [...(read.error?.issues ?? []), ...(ways.error?.issues ?? [])] }
      const { contact: who, ...numbers } = ways.data
      const isReachable = Object.values(numbers).some((way) => way !== '')
      return {
        row: {
          ...read.data,
          owner,
          assets: several(assets),
          contact: isReachable ? { name: who || read.data.name, ...numbers } : undefined,
        },
      }
    },
  })
}

const ContractLine = z
  .object(contractFields)
  .omit({ ownerId: true })
  .extend({
    vendor: z.string().min(1).max(200),
    present: z.array(z.enum(clauses)),
    missing: z.array(z.enum(clauses)),
  })
  .refine(({ noticeValue, noticeUnit }) => (noticeValue === null) === (noticeUnit === null), {
    path: ['noticeUnit'],
    error: 'Give both the number and days, weeks or months, or neither.',
  })
export type ContractRow = z.output<typeof ContractLine> & { readonly owner: string }

/** Reads contracts from CSV. */
export function readContracts(csv: string): Read<ContractRow> {
  return readRows<ContractRow>(csv, {
    columns: contractColumns,
    says: ({ path: [field] }) => {
      if (field === 'present' || field === 'missing') return `Use only ${clauses.join(', ')}, with | between.`
      if (field === 'theyTellUnit' || field === 'weTellUnit') return `Use ${tellUnits.join(', ')}.`
      if (field === 'vendor') return 'Write the name of the supplier as the list of suppliers has it.'
      return undefined
    },
    read: ({ owner = '', ...rest }) => {
      const number = (name: string) => ((rest[name] ?? '') === '' ? null : numberOf(rest[name]))
      const read = ContractLine.safeParse({
        ...rest,
        startsOn: rest['startsOn'] || null,
        endsOn: rest['endsOn'] || null,
        renewsMonths: number('renewsMonths'),
        answerMinutes: number('answerMinutes'),
        arriveMinutes: number('arriveMinutes'),
        noticeValue: number('noticeValue'),
        noticeUnit: rest['noticeUnit'] || null,
        theyTellValue: number('theyTellValue'),
        theyTellUnit: rest['theyTellUnit'] || 'hours',
        weTellValue: number('weTellValue'),
        weTellUnit: rest['weTellUnit'] || 'hours',
        present: several(rest['present']).map(word),
        missing: several(rest['missing']).map(word),
      })
      return read.success ? { row: { ...read.data, owner } } : { issues: read.error.issues }
    },
  })
}
