import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { incidentKinds, type IncidentKind } from '../../../../../base/incident-kinds.ts'
import { severities, type Severity } from '../../../../../base/incident-words.ts'
import { askedFields } from '../../../../../base/own-field-values.ts'
import type { OwnField } from '../../../../../base/own-fields.ts'
import { draftValues, type Drafts } from '../../../../../ui/own-fields/drafts.ts'
import { OwnFieldInputs } from '../../../../../ui/own-fields/OwnFieldInputs.tsx'
import { useText } from '../../../../../ui/text.ts'
import { useWhole } from '../../../../../ui/whole.ts'
import { listMembers } from '../../../people/contract/people.ts'
import classes from '../fields.module.css'

const places = ['room', 'declare'] as const

/** The form as staff will see it, to be tried out; nothing that is typed here is kept. */
export function Preview({ fields }: { readonly fields: readonly OwnField[] }) {
  const text = useText('fields')
  const words = useText('ui')
  const people = useWhole(listMembers, {})
  const [kind, setKind] = useState<IncidentKind>('ransomware')
  const [severity, setSeverity] = useState<Severity>('S2')
  const [place, setPlace] = useState<(typeof places)[number]>('room')
  const [drafts, setDrafts] = useState<Drafts>({})
  const isDeclaring = place === 'declare'
  const shown = askedFields(fields, { kind, severity, values: draftValues(fields, drafts) }).filter(
    ({ atDeclare }) => atDeclare || !isDeclaring,
  )
  return (
    <div className={classes.preview}>
      <div className={classes.words}>
        <NativeSelect
          label={text('preview.place')}
          value={place}
          onChange={(event) => setPlace(event.currentTarget.value === 'declare' ? 'declare' : 'room')}
          data={places.map((value) => ({ value, label: text(`preview.${value}`) }))}
        />
        <NativeSelect
          label={text('preview.kind')}
          value={kind}
          onChange={(event) =>
            setKind(incidentKinds.find((one) => one === event.currentTarget.value) ?? 'other')
          }
          data={incidentKinds.map((value) => ({ value, label: text(`short.${value}`) }))}
        />
        <NativeSelect
          label={text('severity')}
          value={severity}
          onChange={(event) =>
            setSeverity(severities.find((one) => one === event.currentTarget.value) ?? 'S2')
          }
          data={severities.map((value) => ({ value, label: `${value} ${words(`severity.${value}`)}` }))}
        />
      </div>
      <div className={classes.form}>
        {shown.length === 0 && <p className={classes.dim}>{text('preview.nothing')}</p>}
        <OwnFieldInputs
          fields={fields}
          kind={kind}
          severity={severity}
          drafts={drafts}
          isDeclaring={isDeclaring}
          onChange={(key, draft) => setDrafts({ ...drafts, [key]: draft })}
          people={people.filter((one) => one.status === 'active')}
        />
      </div>
    </div>
  )
}
