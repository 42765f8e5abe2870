import type * as z from 'zod'
import { action } from '../../../platform/action.ts'
import * as contract from './contract.ts'
import { obligationsOf } from './public.ts'

type Sent = z.input<typeof contract.evaluateObligations.output>

export const evaluateCase = action(contract.evaluateObligations, async (_context, { facts, now }) => {
  // The shapes are the same but for readonly, which the contract's types do not know.
  return structuredClone(obligationsOf(facts, new Date(now))) as Sent
})
