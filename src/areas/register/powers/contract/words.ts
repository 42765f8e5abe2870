/** Powers: the closed lists of words, and the shapes that roles, decisions and mandates share. */
import * as z from 'zod'
import { Id } from '../../../../base/ids.ts'

/** The roles of an incident that ships; own ones have an id of their own. The same words as in an incident. */
export const standingRoles = [
  'lead',
  'technical',
  'communications',
  'legal',
  'hr',
  'finance',
  'scribe',
] as const
export type ShippedRole = (typeof standingRoles)[number]
export const RoleKey = z.union([z.enum(standingRoles), Id])

/** What somebody has to be allowed to do on the day, without asking first. */
export const decisions = [
  'isolate',
  'shut_down',
  'spend',
  'notify',
  'pay',
  'go_public',
  'engage_help',
  'call_police',
] as const
export const Decision = z.enum(decisions)
export type Decision = (typeof decisions)[number]

export const mandateStates = ['draft', 'half_signed', 'not_begun', 'in_force', 'expired', 'ended'] as const
export type MandateState = (typeof mandateStates)[number]

/** What is risky about who holds what. Each has a sentence of its own in the messages. */
export const warningKinds = [
  'right_nobody',
  'right_left',
  'right_after_hours',
  'right_away',
  'right_quorum',
  'right_no_deputy',
  'role_nobody',
  'role_left',
  'lead_only_technician',
  'role_no_deputy',
  'mandate_expired',
  'mandate_unsigned',
  'mandate_missing',
] as const

export const Words = z.string().trim().max(2000).default('')
export const Reason = z.string().trim().min(1).max(1000)
export const Name = z.string().trim().min(1).max(200)
/** Whole units of a currency. */
export const Amount = z.number().int().min(0).max(1_000_000_000_000)
export const Currency = z
  .string()
  .regex(/^[A-Z]{3}$/, 'must be three capital letters, like EUR')
  .default('EUR')
