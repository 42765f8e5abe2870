import { Button, Modal, NativeSelect } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import { download } from '../../../../../ui/transfer.ts'
import { makeYearReport } from '../../contract/looks.ts'
import classes from '../trends.module.css'

const languages = ['en', 'de'] as const

/** The yearly report as a PDF, in the language of whoever reads it. */
export function ReportDialog({ onClose }: { readonly onClose: () => void }) {
  const text = useText('trends')
  const kit = useText('ui')
  const shown = useLanguage()
  const [now] = useState(() => new Date().getFullYear())
  const [year, setYear] = useState(now)
  const [language, setLanguage] = useState<(typeof languages)[number]>(shown === 'de' ? 'de' : 'en')
  const make = useMutation({
    mutationFn: () => download(makeYearReport, { year, language }, `security-year-${year}.pdf`),
    onSuccess: onClose,
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title={text('report.title')}
      closeButtonProps={{ 'aria-label': kit('action.close') }}
    >
      <div className={classes.part}>
        <p>{text('report.lead')}</p>
        <NativeSelect
          label={text('report.year')}
          value={String(year)}
          onChange={(event) => setYear(Number(event.currentTarget.value))}
          data={[0, 1, 2, 3, 4].map((back) => String(now - back))}
        />
        <NativeSelect
          label={text('report.language')}
          value={language}
          onChange={(event) =>
            setLanguage(languages.find((one) => one === event.currentTarget.value) ?? 'en')
          }
          data={languages.map((value) => ({ value, label: text(`report.languages.${value}`) }))}
        />
        {make.error && <ErrorState error={make.error} />}
        <div className={classes.row}>
          <Button loading={make.isPending} onClick={() => make.mutate()}>
            {text('report.make')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {kit('action.cancel')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
