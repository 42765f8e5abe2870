import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { Contact } from '../../contract/contacts.ts'

/** Only what needs somebody: a contact that was tried lately has no mark. */
export function FreshMark({ contact }: { readonly contact: Pick<Contact, 'freshness'> }) {
  const text = useText('contacts')
  if (contact.freshness === 'fresh') return null
  return <StateMark tone="warn" word={text(`fresh.${contact.freshness}`)} />
}
