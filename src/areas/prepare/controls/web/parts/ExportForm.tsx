import { Button, NativeSelect } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { useText } from '../../../../../ui/text.ts'
import { download } from '../../../../../ui/transfer.ts'
import { makeControlEvidence, type Controls } from '../../contract/controls.ts'
import { choiceNames } from '../../contract/words.ts'
import { useChoiceName, useWordLanguage } from './words.ts'
import lines from '../../../../../ui/lists/lines.module.css'

const formats = ['pdf', 'csv', 'json'] as const

/** What is shown today, for whoever asks by a framework. */
export function ExportForm({ data }: { readonly data: Controls }) {
  const text = useText('controls')
  const language = useWordLanguage()
  const nameOf = useChoiceName()
  const [name, setName] = useState<string>(data.chosen[0]?.name ?? 'csf')
  const [format, setFormat] = useState<string>('pdf')
  const take = useMutation({
    mutationFn: () => {
      const framework = choiceNames.find((one) => one === name) ?? 'csf'
      const as = formats.find((one) => one === format) ?? 'pdf'
      return download(makeControlEvidence, { framework, format: as, language }, `evidence.${as}`)
    },
  })
  return (
    <Section title={text('measures.page.export')}>
      <p className={lines.dim}>{text('measures.page.exportLead')}</p>
      <div className={lines.acts} data-no-print>
        <NativeSelect
          label={text('measures.page.framework')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          data={choiceNames.map((value) => ({ value, label: nameOf(value) }))}
        />
        <NativeSelect
          label={text('measures.page.format')}
          value={format}
          onChange={(event) => setFormat(event.currentTarget.value)}
          data={formats.map((value) => ({ value, label: text(`measures.page.format_${value}`) }))}
        />
        <Button loading={take.isPending} onClick={() => take.mutate()}>
          {text('measures.page.take')}
        </Button>
      </div>
      {take.error && <ErrorState error={take.error} />}
    </Section>
  )
}
