import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { Finder, type Found } from '../../../../../ui/register/Finder.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { CallNode } from '../../contract/call-tree.ts'
import { findContact } from './find-contact.ts'
import classes from '../contacts.module.css'

interface AddToTreeProps {
  readonly people: readonly CallNode[]
  readonly onAdd: (link: { contactId: string; calledBy: string | null }) => void
}

/** One more person, and who calls them. */
export function AddToTree({ people, onAdd }: AddToTreeProps) {
  const text = useText('contacts')
  const [chosen, setChosen] = useState<Found>()
  const [calledBy, setCalledBy] = useState('')
  return (
    <fieldset className={classes.fieldset} data-no-print>
      <legend>{text('tree.add')}</legend>
      <Finder
        of="contacts"
        label={text('tree.who')}
        chosen={chosen}
        onChoose={setChosen}
        find={findContact}
        without={people.map(({ contactId }) => contactId)}
      />
      <NativeSelect
        label={text('tree.caller')}
        value={calledBy}
        onChange={(event) => setCalledBy(event.currentTarget.value)}
        data={[
          { value: '', label: text('tree.calledFirst') },
          ...people.map(({ contactId, name }) => ({ value: contactId, label: name })),
        ]}
      />
      <div>
        <Button
          disabled={chosen === undefined}
          onClick={() => {
            if (chosen === undefined) return
            onAdd({ contactId: chosen.id, calledBy: calledBy || null })
            setChosen(undefined)
          }}
        >
          {text('tree.add')}
        </Button>
      </div>
    </fieldset>
  )
}
