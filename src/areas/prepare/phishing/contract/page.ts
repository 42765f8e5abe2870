/** The page behind a link of a rehearsal. It takes one word and never what somebody typed. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { landingPages, languages } from './words.ts'

export const meetRehearsal = endpoint({
  name: 'meetRehearsal',
  method: 'POST',
  path: '/phishing-pages/{token}',
  permission: 'public',
  // A leaf would keep the moment in which somebody opened it, and with it who that was.
  isUnrecorded: true,
  input: z.strictObject({
    token: z.string().max(100),
    step: z
      .enum(['look', 'opened', 'given'])
      .describe(
        '`look` counts nothing; `opened` after a sign of a person; `given` when a form was sent, without its content',
      ),
    isDriven: z.boolean().default(false).describe('The browser says that a program steers it'),
    agent: z.string().max(400).default('').describe('What the browser calls itself; judged, never kept'),
  }),
  output: z.object({
    organisation: z.string(),
    page: z.enum(landingPages),
    language: z.enum(languages),
    /** What the mail said, so that its signs can be shown beside it. */
    subject: z.string(),
    senderName: z.string(),
    senderAddress: z.string(),
    signs: z.object({ en: z.array(z.string()), de: z.array(z.string()) }),
  }),
  summary: 'Open the page behind a link of a rehearsal',
})
