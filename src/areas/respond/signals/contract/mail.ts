/** What is found in a mail that somebody handed in. Words of ours and text of theirs, never markup, never a live link. */
import * as z from 'zod'

/** There is no verdict that a mail is harmless: nothing found is not the same as safe. */
export const mailVerdicts = ['dangerous', 'suspicious', 'nothing_found'] as const
export type MailVerdict = (typeof mailVerdicts)[number]

export const MailReason = z.object({
  /** Which sign it is, for the words on the screen: `mail.sign.<sign>`. */
  sign: z.string(),
  /** What of the mail shows it, defanged. */
  detail: z.string(),
  weight: z.enum(['strong', 'some', 'note']),
})
export type MailReason = z.infer<typeof MailReason>

export const MailFound = z.object({
  verdict: z.enum(mailVerdicts),
  reasons: z.array(MailReason),
  from: z.string(),
  replyTo: z.string(),
  subject: z.string(),
  /** As the mail says it. */
  date: z.string(),
  /** The text of the mail, its links defanged. */
  text: z.string(),
  /** Defanged, each once. */
  links: z.array(z.string()),
  attachments: z.array(
    z.object({ name: z.string(), mediaType: z.string(), size: z.number().int(), sha256: z.string() }),
  ),
  /** What the receiving server wrote of sender checks, in its own words. Passed checks do not make a mail safe. */
  authentication: z.string(),
})
export type MailFound = z.infer<typeof MailFound>
