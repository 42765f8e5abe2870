import { Button } from '@mantine/core'
import { useState } from 'react'
import { CallError } from '../../../../../ui/call-error.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import { download } from '../../../../../ui/transfer.ts'
import { fileForms, printPlan } from '../../contract/versions.ts'
import classes from '../plan.module.css'

const endings = { pdf: 'pdf', large: 'large.pdf', markdown: 'md', docx: 'docx' } as const

/** The plan to take along: a booklet, the same in large letters, Word, plain text. */
export function Printing({ version }: { readonly version: number | null }) {
  const text = useText('plan')
  const [busy, setBusy] = useState<string>()
  const [failure, setFailure] = useState<string>()
  const take = async (form: (typeof fileForms)[number]) => {
    setBusy(form)
    setFailure(undefined)
    try {
      await download(printPlan, { version, form }, `plan.${endings[form]}`)
    } catch (error) {
      setFailure(error instanceof CallError ? error.message : text('print.failed'))
    } finally {
      setBusy(undefined)
    }
  }
  return (
    <div data-no-print>
      <div className={classes.buttons}>
        {fileForms.map((form) => (
          <Button
            key={form}
            variant="default"
            loading={busy === form}
            disabled={busy !== undefined && busy !== form}
            onClick={() => void take(form)}
          >
            {text(`print.${form}`)}
          </Button>
        ))}
      </div>
      {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
    </div>
  )
}
