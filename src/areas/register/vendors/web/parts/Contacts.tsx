import { Button } from '@mantine/core'
import { Can } from '../../../../../ui/kit/Can.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import type { Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText, type Say } from '../../../../../ui/text.ts'
import {
  confirmVendorContact,
  removeVendorContact,
  type Vendor,
  type VendorContact,
} from '../../contract/vendors.ts'
import { confirmations } from '../../contract/words.ts'
import { contactEntry } from './entries.ts'
import lines from '../../../../../ui/lists/lines.module.css'

interface ContactsProps {
  readonly vendor: Vendor
  readonly ask: (entry: Entry) => void
}

/** How to reach a supplier, several ways each, and when somebody last tried. */
export function Contacts({ vendor, ask }: ContactsProps) {
  const text = useText('vendors')
  return (
    <Section
      title={text('contacts.title')}
      actions={
        <Can permission="vendor.manage">
          <Button variant="default" onClick={() => ask(contactEntry(text, vendor.id))}>
            {text('contacts.add')}
          </Button>
        </Can>
      }
    >
      {vendor.contacts.length === 0 && <Notice tone="warn">{text('contacts.noneLead')}</Notice>}
      <ul className={lines.list}>
        {vendor.contacts.map((contact) => (
          <li key={contact.id}>
            <span className={lines.words}>
              <strong>{contact.name}</strong>
              <Ways contact={contact} text={text} />
              <Confirmed contact={contact} text={text} />
            </span>
            <Can permission="vendor.manage">
              <span className={lines.acts} data-no-print>
                <Button onClick={() => ask(confirming(text, vendor.id, contact))}>
                  {text('contacts.confirm')}
                </Button>
                <Button
                  variant="default"
                  aria-label={`${text('edit')}: ${contact.name}`}
                  onClick={() => ask(contactEntry(text, vendor.id, contact))}
                >
                  {text('edit')}
                </Button>
                <Button
                  variant="subtle"
                  aria-label={`${text('contacts.remove')}: ${contact.name}`}
                  onClick={() => ask(removing(text, vendor.id, contact))}
                >
                  {text('contacts.remove')}
                </Button>
              </span>
            </Can>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Ways({ contact, text }: { readonly contact: VendorContact; readonly text: Say }) {
  const { phone, nightPhone, email, other } = contact
  return (
    <>
      {phone && (
        <span>
          {text('contacts.phone')}: <a href={`tel:${phone.replaceAll(/[^\d+]/g, '')}`}>{phone}</a>
        </span>
      )}
      {nightPhone && (
        <span>
          {text('contacts.nightPhone')}:{' '}
          <a href={`tel:${nightPhone.replaceAll(/[^\d+]/g, '')}`}>{nightPhone}</a>
        </span>
      )}
      {email && (
        <span>
          {text('contacts.email')}: {email}
        </span>
      )}
      {other && (
        <span>
          {text('contacts.other')}: {other}
        </span>
      )}
    </>
  )
}

function Confirmed({ contact, text }: { readonly contact: VendorContact; readonly text: Say }) {
  const { confirmedAt, confirmedBy, confirmedHow, isStale } = contact
  if (confirmedAt === null || confirmedHow === null)
    return <StateMark tone="warn" word={text('contacts.never')} />
  return (
    <span className={lines.dim}>
      {isStale && <StateMark tone="warn" word={text('contacts.stale')} />}{' '}
      {text('contacts.confirmed', { by: confirmedBy ?? '', how: text(`how.${confirmedHow}`) })}{' '}
      <TimeText at={confirmedAt} form="relative" />
    </span>
  )
}

function confirming(text: Say, id: string, contact: VendorContact): Entry {
  return {
    title: text('contacts.confirmTitle', { name: contact.name }),
    lead: <p>{text('contacts.confirmLead')}</p>,
    fields: [
      {
        kind: 'choice',
        name: 'how',
        label: text('contacts.how'),
        options: confirmations.map((value) => ({ value, label: text(`how.${value}`) })),
      },
    ],
    endpoint: confirmVendorContact,
    given: { id, contact: contact.id },
    submit: text('contacts.confirm'),
  }
}

function removing(text: Say, id: string, contact: VendorContact): Entry {
  return {
    title: text('contacts.removeTitle', { name: contact.name }),
    fields: [{ kind: 'text', name: 'reason', label: text('reason') }],
    endpoint: removeVendorContact,
    given: { id, contact: contact.id },
    submit: text('contacts.remove'),
  }
}
