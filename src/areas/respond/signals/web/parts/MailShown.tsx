import type * as z from 'zod'
import { Facts } from '../../../../../ui/kit/Card.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { getSignal } from '../../contract/signals.ts'
import classes from '../signals.module.css'
import { MailReasons } from '../report/MailReasons.tsx'
import { RawText } from './RawText.tsx'

type Mail = NonNullable<z.output<typeof getSignal.output>['report']>['mails'][number]

const tones = { dangerous: 'bad', suspicious: 'warn', nothing_found: 'active' } as const

/** A mail that was handed in: what speaks against it, then its words as plain text with dead links. */
export function MailShown({ mail }: { readonly mail: Mail }) {
  const text = useText('signals')
  const say = useText('report')
  const facts: [string, string][] = [
    [text('mail.from'), mail.from],
    [text('mail.replyTo'), mail.replyTo],
    [text('mail.subject'), mail.subject],
    [text('mail.date'), mail.date],
    [text('mail.authentication'), mail.authentication],
  ]
  return (
    <Section title={text('mail.title')}>
      <Notice tone={tones[mail.verdict]} title={say(`mailVerdict.${mail.verdict}`)}>
        <MailReasons reasons={mail.reasons} />
      </Notice>
      <Facts facts={facts.filter(([, value]) => value !== '')} />
      {mail.attachments.length > 0 && (
        <>
          <h3>{text('mail.attachments')}</h3>
          <ul className={classes.plainList}>
            {mail.attachments.map(({ name, mediaType, size, sha256 }) => (
              <li key={`${sha256} ${name}`} className={classes.words}>
                {name || text('mail.unnamed')} · {mediaType} · {text('mail.bytes', { count: size })}
                <br />
                <code style={{ overflowWrap: 'anywhere' }}>SHA-256 {sha256}</code>
              </li>
            ))}
          </ul>
        </>
      )}
      {mail.links.length > 0 && (
        <details>
          <summary>{text('mail.links', { count: mail.links.length })}</summary>
          <RawText label={text('mail.links', { count: mail.links.length })}>{mail.links.join('\n')}</RawText>
        </details>
      )}
      <p className={classes.dim}>{text('mail.asText')}</p>
      <RawText label={text('mail.title')}>{mail.text}</RawText>
    </Section>
  )
}
