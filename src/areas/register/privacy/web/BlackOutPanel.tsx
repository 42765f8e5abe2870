import { Button } from '@mantine/core'
import { useState } from 'react'
import { useEntry } from '../../../../ui/entry/use-entry.tsx'
import { Section } from '../../../../ui/kit/Page.tsx'
import type { PanelSubject } from '../../../../ui/panels.tsx'
import { useText } from '../../../../ui/text.ts'
import { readRetention } from '../contract.ts'
import { passageEntry } from './parts/entries.ts'
import lines from '../../../../ui/lists/lines.module.css'

/** On the page of a case: words that were marked there, or are written here, go from all of it. */
export function BlackOutPanel({ subject }: { readonly subject: PanelSubject }) {
  const text = useText('privacy')
  const [marked, setMarked] = useState('')
  const { ask, dialog } = useEntry([readRetention])
  // A click takes the mark away, so it is read as the button is pressed down or reached by the keyboard.
  const look = () => setMarked(window.getSelection()?.toString().trim().slice(0, 20_000) || marked)
  return (
    <Section title={text('blackout.title')}>
      <p className={lines.dim}>{text('blackout.lead')}</p>
      {marked !== '' && <p>{text('blackout.marked', { words: marked.slice(0, 200) })}</p>}
      <div>
        <Button
          variant="default"
          onPointerDown={look}
          onFocus={look}
          onClick={() => ask(passageEntry(text, { passage: marked, incidentId: subject.id }))}
        >
          {text('blackout.open')}
        </Button>
      </div>
      {dialog}
    </Section>
  )
}
