import { Textarea, TextInput } from '@mantine/core'
import type { Dispatch, SetStateAction } from 'react'
import { Panels } from '../../../../../ui/panels.tsx'
import { useText } from '../../../../../ui/text.ts'
import { sheetParts, withLines, type Sheet } from './situation-sheet.ts'

interface SituationFieldsProps {
  readonly incidentId: string
  readonly sheet: Sheet
  readonly onChange: Dispatch<SetStateAction<Sheet>>
}

/** The first is where a sentence goes that nobody has confirmed. */
const proposed = ['checking', 'confirmed', 'unknown', 'next'] as const

/** The fields of the report, and beside them whatever may propose words for them. */
export function SituationFields({ incidentId, sheet, onChange }: SituationFieldsProps) {
  const text = useText('incidents')
  return (
    <>
      <TextInput
        label={text('situation.headline')}
        value={sheet.headline}
        maxLength={500}
        onChange={(event) => onChange({ ...sheet, headline: event.currentTarget.value })}
      />
      {sheetParts.map((part) => (
        <Textarea
          key={part}
          label={text(`situation.${part}`)}
          description={text(`situation.${part}Hint`)}
          autosize
          minRows={2}
          value={sheet[part]}
          onChange={(event) => onChange({ ...sheet, [part]: event.currentTarget.value })}
        />
      ))}
      <TextInput
        label={text('situation.clock')}
        description={text('situation.clockHint')}
        value={sheet.clock}
        maxLength={300}
        onChange={(event) => onChange({ ...sheet, clock: event.currentTarget.value })}
      />
      <Panels
        of="suggestions"
        subject={{
          id: incidentId,
          stream: incidentId,
          chosen: { purpose: 'situation' },
          places: proposed.map((name) => ({ name, label: text(`situation.${name}`) })),
          onWords: (sentences, place) => onChange((before) => withLines(before, place, sentences)),
        }}
      />
    </>
  )
}
