import { Button } from '@mantine/core'
import { callForFile } from '../../../../../ui/client.ts'
import { useMaking } from '../../../../../ui/making.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
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
  const { make, isBusy, failure } = useMaking(async () => {
    const { name, bytes } = await callForFile(endpoint, { id })
    saveFile(bytes, name ?? `${endpoint.name}.json`)
  })
  return (
    <>
      <Button variant="default" loading={isBusy} onClick={() => make()} data-no-print>
        {label}
      </Button>
      {failure !== undefined && <Notice tone="warn">{failure}</Notice>}
    </>
  )
}
