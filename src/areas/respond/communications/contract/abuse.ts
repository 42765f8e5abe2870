/** Reports of abuse and requests to take something down: to whom, on what evidence, sent as a statement. */
import * as z from 'zod'
import { Day } from '../../../../base/calendar-day.ts'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { statementLanguages } from './statement-words.ts'
import { Statement } from './statements.ts'

const Mail = z.string().trim().max(254)
const Form = z
  .string()
  .trim()
  .max(500)
  .regex(/^(?:https:\/\/\S+)?$/, 'must begin with https://')
const target = z
  .string()
  .trim()
  .min(3)
  .max(2000)
  .describe('A domain, an address on the net or a link, defanged or not')

export const AbuseContact = z.object({
  id: Id,
  name: z.string(),
  covers: z.array(z.string()),
  email: z.string(),
  form: z.string(),
  checkedOn: z.string(),
  changedBy: z.string(),
})
export type AbuseContact = z.infer<typeof AbuseContact>

export const Addressee = z.object({
  email: z.string(),
  form: z.string(),
  name: z.string(),
  from: z.enum(['directory', 'whois', 'security.txt', 'custom']),
  caution: z.enum(['', 'stale', 'expired', 'own_domain']),
})
export type Addressee = z.infer<typeof Addressee>

export const AbusePlaces = z.object({
  /** Written so that nobody clicks it, and who hosts what: a domain or an address. */
  shown: z.string(),
  host: z.string(),
  /** The surest first. */
  addressees: z.array(Addressee),
  /** Confirmed facts that name it: what the report may rest on. */
  facts: z.array(z.string()),
  directory: z.array(AbuseContact),
})
export type AbusePlaces = z.infer<typeof AbusePlaces>

export const findAbuseAddressees = endpoint({
  name: 'findAbuseAddressees',
  method: 'POST',
  path: '/incidents/{id}/abuse-addressees',
  permission: 'statement.draft',
  input: z.strictObject({
    id: Id,
    target,
    pasted: z
      .string()
      .max(100_000)
      .default('')
      .describe('What WHOIS or a security.txt said; nothing is looked up'),
  }),
  output: AbusePlaces,
  summary:
    'Find where abuse by a domain, address or link is reported, from the directory and from what was pasted',
  readOnly: true,
})

export const keepAbuseContact = endpoint({
  name: 'keepAbuseContact',
  method: 'POST',
  path: '/abuse-contacts',
  permission: 'statement.draft',
  status: 201,
  input: z.strictObject({
    contact: Id.optional().describe('One that stands: it is changed'),
    name: z.string().trim().min(1).max(120).describe('The hoster, registrar or network'),
    covers: z
      .array(z.string().trim().min(2).max(253))
      .min(1)
      .max(100)
      .describe('Domains with what lies below them, addresses, IPv4 networks like 203.0.113.0/24'),
    email: Mail.default(''),
    form: Form.default(''),
    checkedOn: Day.describe('The day on which somebody looked this up'),
    isGone: z.boolean().default(false).describe('Takes it out of the directory'),
  }),
  output: AbuseContact,
  summary:
    'Keep in the directory where a hoster, registrar or network takes reports of abuse, with the day of the check',
})

export const draftAbuseMail = endpoint({
  name: 'draftAbuseMail',
  method: 'POST',
  path: '/incidents/{id}/abuse-mails',
  permission: 'statement.draft',
  status: 201,
  input: z.strictObject({
    id: Id,
    target,
    name: z.string().trim().max(120).default(''),
    email: Mail.default(''),
    form: Form.default('').describe('Where the place takes a form and no mail'),
    evidence: z.array(Id).max(20).default([]).describe('Sealed evidence that is named in it, with its hash'),
    language: z.enum(statementLanguages).default('en'),
  }),
  output: Statement,
  summary:
    'Begin a report of abuse as a statement: what is confirmed of the target, the evidence, what is asked',
})
