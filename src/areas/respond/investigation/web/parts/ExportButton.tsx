import { Button } from '@mantine/core'
import { useState } from 'react'
import { CallError } from '../../../../../ui/call-error.ts'
import { callForFile } from '../../../../../ui/client.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import { saveFile } from '../../../../../ui/transfer.ts'
import type { exportVeris } from '../../contract/coding.ts'

interface ExportButtonProps {
  /** Any export of this room: they all take the incident alone. */
  readonly endpoint: typeof exportVeris
  readonly id: string
  readonly label: string
}

/** Makes a file and saves it; a refusal, as for a TLP:RED case, stands beside the button. */
export function ExportButton({ endpoint, id, label }: ExportButtonProps) {
  const text = useText('ui')
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const make = async () => {
    setBusy(true)
    setFailure(undefined)
    try {
      const { name, bytes } = await callForFile(endpoint, { id })
      saveFile(bytes, name ?? `${endpoint.name}.json`)
    } catch (error) {
      setFailure(error instanceof CallError ? error.message : text('failure.unknown'))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Button variant="default" loading={isBusy} onClick={() => void make()} data-no-print>
        {label}
      </Button>
      {failure !== undefined && <Notice tone="warn">{failure}</Notice>}
    </>
  )
}
