import { Button } from '@mantine/core'
import { useState } from 'react'
import { EntryDialog } from '../../../../ui/entry/EntryDialog.tsx'
import { Section } from '../../../../ui/kit/Page.tsx'
import type { PanelSubject } from '../../../../ui/panels.tsx'
import { useGo } from '../../../../ui/place.tsx'
import { useLanguage, useText } from '../../../../ui/text.ts'
import { requestEntry } from './parts/entries.ts'
import lines from '../../../../ui/lists/lines.module.css'

/** Where somebody's data stands: what they ask about it is written down there, with their words filled in. */
export function TheirDataPanel({ subject }: { readonly subject: PanelSubject }) {
  const text = useText('privacy')
  const language = useLanguage()
  const go = useGo()
  const [isAsking, setAsking] = useState(false)
  const { name = '', emails = '', phones = '' } = subject.chosen ?? {}
  return (
    <Section title={text('theirs.title')}>
      <p className={lines.dim}>{text('theirs.lead')}</p>
      <div>
        <Button variant="default" onClick={() => setAsking(true)}>
          {text('theirs.open')}
        </Button>
      </div>
      {isAsking && (
        <EntryDialog
          entry={requestEntry(text, { language, start: { name, emails, phones } })}
          onClose={() => setAsking(false)}
          onDone={() => go('/settings/data-requests')}
        />
      )}
    </Section>
  )
}
