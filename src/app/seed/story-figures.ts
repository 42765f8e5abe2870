import { grade as gradeCase } from '../../areas/improve/trends/actions/case-figures.ts'
import type { gradeControl } from '../../areas/improve/trends/contract/cases.ts'
import * as costs from '../../areas/respond/incidents/actions/keep-costs.ts'
import * as causes from '../../areas/respond/investigation/actions/find-causes.ts'
import * as captures from '../../areas/respond/incidents/actions/keep-captures.ts'
import type { addCost, addNeed } from '../../areas/respond/incidents/contract/captures.ts'
import type { addFactor } from '../../areas/respond/investigation/contract/causes.ts'
import type { SentInputOf } from '../../base/endpoint.ts'
import type { Action, AnyEndpoint } from '../../platform/action.ts'

interface Figures {
  readonly costs?: readonly Omit<SentInputOf<typeof addCost>, 'id'>[]
  readonly factors?: readonly Omit<SentInputOf<typeof addFactor>, 'id'>[]
  readonly needs?: readonly Omit<SentInputOf<typeof addNeed>, 'id'>[]
  readonly grades?: readonly Omit<SentInputOf<typeof gradeControl>, 'id'>[]
}

const money = (amount: string, text: string, invoice = '') =>
  ({ amount, currency: 'GBP', text, invoice, kind: 'response_and_recovery' }) as const

/** What the cases of the company give to its numbers, by their titles. */
const figuresByTitle: Readonly<Record<string, Figures>> = {
  'Supplier invoice with a new bank account': {
    factors: [{ kind: 'no_second_check', words: 'A mail alone was enough to change an account' }],
    grades: [{ control: 'call_back', grade: 'worked', note: 'Carla called the number of last year' }],
  },
  'Laptop left on the train': {
    costs: [{ ...money('840.00', 'New laptop', 'KX-2207'), kind: 'asset_and_fraud' }],
    grades: [{ control: 'encryption', grade: 'worked' }],
  },
  'Web shop shows a strange banner': {
    costs: [money('620.00', 'Agency, one day', '2025-118')],
    factors: [{ kind: 'missing_update', words: 'The shop module was two versions behind' }],
    grades: [{ control: 'updates', grade: 'absent' }],
  },
  'Forty mails about a missed parcel': {
    factors: [{ kind: 'hard_to_see', words: 'The mail looked like that of the parcel service' }],
    grades: [{ control: 'staff_reports', grade: 'worked', note: 'Three reports in ten minutes' }],
  },
  'Till system down in both shops': {
    costs: [{ ...money('1900.00', 'Sales lost on Saturday'), kind: 'business_disruption' }],
    factors: [{ kind: 'unclear_duty', words: 'Nobody knew who calls the firm of the tills' }],
  },
  'Shared folder open to the internet': {
    factors: [
      { kind: 'unsafe_setting', words: 'A link for everybody was the usual one' },
      { kind: 'nobody_watched', words: 'No list of shared links was ever looked at' },
    ],
  },
  'Sign-in to the mail of the office from abroad': {
    costs: [
      money('1450.00', 'IT firm, two days', 'R-3391'),
      { ...money('300.00', 'Flowers and vouchers for twelve customers'), kind: 'brand_damage' },
    ],
    factors: [
      { kind: 'weak_sign_in', words: 'The mailbox asked for a password alone' },
      { kind: 'nobody_watched', words: 'The alert came six hours after the sign-in' },
    ],
    needs: [
      { text: 'How long does the provider keep the log of sign-ins?', source: 'Fix-IT Patel' },
      { text: 'Which customers were in the mailbox?' },
    ],
    grades: [{ control: 'second_factor', grade: 'absent' }],
  },
}

type Add = <E extends AnyEndpoint>(action: Action<E>, input: SentInputOf<E>) => Promise<unknown>

/** Adds what this case gives to the numbers, while it is open. */
export async function addFigures(title: string, id: string, add: Add): Promise<void> {
  const figures = figuresByTitle[title]
  for (const cost of figures?.costs ?? []) await add(costs.add, { ...cost, id })
  for (const factor of figures?.factors ?? []) await add(causes.factor, { ...factor, id })
  for (const need of figures?.needs ?? []) await add(captures.addNeed, { ...need, id })
  for (const grade of figures?.grades ?? []) await add(gradeCase, { ...grade, id })
}
