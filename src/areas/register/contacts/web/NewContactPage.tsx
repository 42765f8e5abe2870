import { Page } from '../../../../ui/kit/Page.tsx'
import { useGo } from '../../../../ui/place.tsx'
import { useText } from '../../../../ui/text.ts'
import { ContactForm } from './parts/ContactForm.tsx'

/** Somebody who stands on no list yet. */
export function NewContactPage() {
  const text = useText('contacts')
  const go = useGo()
  return (
    <Page title={text('list.add')} lead={text('form.newLead')}>
      <ContactForm onDone={({ id }) => go(`/contacts/${id}`)} onCancel={() => go('/contacts')} />
    </Page>
  )
}
