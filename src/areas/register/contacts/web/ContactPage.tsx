import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { OutputOf } from '../../../../base/endpoint.ts'
import { answerKey, useAnswer } from '../../../../ui/answers.ts'
import { EntryDialog, type Entry } from '../../../../ui/entry/EntryDialog.tsx'
import { Can } from '../../../../ui/kit/Can.tsx'
import { Facts } from '../../../../ui/kit/Card.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { Panels } from '../../../../ui/panels.tsx'
import { To, useGo, usePart } from '../../../../ui/place.tsx'
import { useText, type Say } from '../../../../ui/text.ts'
import { confirmContact, getContact, listContacts, removeContact } from '../contract/contacts.ts'
import { confirmations } from '../contract/words.ts'
import { ContactForm } from './parts/ContactForm.tsx'
import { FreshMark } from './parts/FreshMark.tsx'
import { WayLines } from './parts/WayLines.tsx'
import lines from '../../../../ui/lists/lines.module.css'

type Whole = OutputOf<typeof getContact>

/** One person or office: how to reach them, who stands in, what hangs on them. */
export function ContactPage() {
  const text = useText('contacts')
  const id = usePart('contact')
  const answer = useAnswer(getContact, { id }, { live: { stream: '*', kinds: ['contact.', 'reach.answer'] } })
  if (answer.data) return <WholeContact contact={answer.data} />
  if (answer.error)
    return (
      <Page title={text('list.title')}>
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      </Page>
    )
  return <Loading />
}

function WholeContact({ contact }: { readonly contact: Whole }) {
  const text = useText('contacts')
  const go = useGo()
  const client = useQueryClient()
  const [isChanging, setChanging] = useState(false)
  const [entry, setEntry] = useState<Entry>()
  const refresh = () => {
    void client.invalidateQueries({ queryKey: answerKey(getContact) })
    void client.invalidateQueries({ queryKey: answerKey(listContacts) })
  }
  if (isChanging)
    return (
      <Page title={contact.name} lead={contact.source === 'own' ? undefined : text('page.linkedLead')}>
        <ContactForm
          contact={contact}
          onDone={() => {
            refresh()
            setChanging(false)
          }}
          onCancel={() => setChanging(false)}
        />
      </Page>
    )
  return (
    <Page
      title={contact.name}
      lead={[text(`kind.${contact.kind}`), contact.organisation, contact.job].filter(Boolean).join(' · ')}
      marks={<FreshMark contact={contact} />}
      actions={
        <Can permission="contact.manage">
          <Button onClick={() => setEntry(confirming(text, contact))}>{text('page.confirm')}</Button>
          <Button variant="default" onClick={() => setChanging(true)}>
            {text('page.change')}
          </Button>
          {contact.source === 'own' && (
            <Button variant="subtle" onClick={() => setEntry(removing(text, contact))}>
              {text('page.remove')}
            </Button>
          )}
        </Can>
      }
    >
      <Section title={text('ways.title')}>
        <WayLines ways={contact.ways} />
        {contact.path !== '' && (
          <p className={lines.dim}>
            {text(`source.${contact.source}`)} <To path={contact.path}>{text('page.there')}</To>
          </p>
        )}
      </Section>
      <Section title={text('page.more')}>
        <Facts facts={factsOf(contact, text)} />
      </Section>
      <Section title={text('page.holds')}>
        {contact.holds.length === 0 ? (
          <p className={lines.dim}>{text('page.holdsNothing')}</p>
        ) : (
          <ul>
            {contact.holds.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        )}
      </Section>
      <Panels of="their-data" subject={{ id: contact.id, chosen: wordsOf(contact) }} />
      {entry && (
        <EntryDialog
          entry={entry}
          onClose={() => setEntry(undefined)}
          onDone={() => {
            const isGone = entry.endpoint.name === removeContact.name
            setEntry(undefined)
            refresh()
            if (isGone) go('/contacts')
          }}
        />
      )}
    </Page>
  )
}

/** By what somebody is found who asks about their data. */
function wordsOf({ name, ways }: Whole) {
  const valuesOf = (kinds: readonly string[]) =>
    ways.flatMap(({ kind, value }) => (kinds.includes(kind) ? [value] : [])).join('\n')
  return { name, emails: valuesOf(['work_mail', 'private_mail']), phones: valuesOf(['phone', 'mobile']) }
}

function factsOf(contact: Whole, text: Say) {
  const { confirmedAt, confirmedBy, confirmedHow, deputyId, deputyName, away } = contact
  return [
    [
      text('page.confirmed'),
      confirmedAt === null ? (
        text('fresh.never')
      ) : (
        <>
          <TimeText at={confirmedAt} />
          {confirmedHow && ` · ${text(`how.${confirmedHow}`)}`}
          {confirmedBy && ` · ${confirmedBy}`}
        </>
      ),
    ],
    [
      text('form.deputy'),
      deputyId === null ? text('page.noDeputy') : <To path={`/contacts/${deputyId}`}>{deputyName}</To>,
    ],
    [
      text('away.title'),
      away.length === 0 ? text('page.notAway') : away.map(({ from, to }) => `${from} – ${to}`).join(', '),
    ],
    ...(contact.languages.length === 0
      ? []
      : ([[text('form.languages'), contact.languages.join(', ')]] as const)),
    ...(contact.timeZone === null ? [] : ([[text('form.timeZone'), contact.timeZone]] as const)),
    ...(contact.note === '' ? [] : ([[text('form.note'), contact.note]] as const)),
  ] as const
}

function confirming(text: Say, { id, name }: Whole): Entry {
  return {
    title: text('page.confirmTitle', { name }),
    lead: <p>{text('page.confirmLead')}</p>,
    fields: [
      {
        kind: 'choice',
        name: 'how',
        label: text('page.how'),
        options: confirmations
          .filter((value) => value !== 'tested')
          .map((value) => ({ value, label: text(`how.${value}`) })),
      },
    ],
    endpoint: confirmContact,
    given: { id },
    submit: text('page.confirm'),
  }
}

function removing(text: Say, { id, name }: Whole): Entry {
  return {
    title: text('page.removeTitle', { name }),
    lead: <p>{text('page.removeLead')}</p>,
    fields: [{ kind: 'text', name: 'reason', label: text('page.reason') }],
    endpoint: removeContact,
    given: { id },
    submit: text('page.remove'),
  }
}
