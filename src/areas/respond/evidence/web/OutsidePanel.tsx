import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import { callForFile } from '../../../../ui/client.ts'
import { Can } from '../../../../ui/kit/Can.tsx'
import { Section } from '../../../../ui/kit/Page.tsx'
import type { PanelSubject } from '../../../../ui/panels.tsx'
import { useMaking } from '../../../../ui/making.ts'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../ui/text.ts'
import { saveFile } from '../../../../ui/transfer.ts'
import { makeCourtPack } from '../contract/evidence.ts'
import { Anchors } from './parts/Anchors.tsx'
import classes from './parts/evidence.module.css'

/** What leaves the house for good: the pack for a court, and the traces that keep the record honest. */
export function OutsidePanel({ subject }: { readonly subject: PanelSubject }) {
  const text = useText('evidence')
  const [isWithFiles, setWithFiles] = useState(false)
  const taking = useTakingPack(subject.id, isWithFiles)
  return (
    <>
      <Section title={text('pack.title')}>
        <p className={classes.dim}>{text('pack.lead')}</p>
        <Checkbox
          label={text('pack.files')}
          description={text('pack.filesHint')}
          checked={isWithFiles}
          onChange={(event) => setWithFiles(event.currentTarget.checked)}
        />
        <div className={classes.verbs}>
          <Button variant="default" loading={taking.isBusy} onClick={() => taking.make()}>
            {text('pack.take')}
          </Button>
        </div>
        {taking.failure !== undefined && <Notice tone="bad">{taking.failure}</Notice>}
      </Section>
      <Can permission="ledger.anchor">
        <Anchors />
      </Can>
    </>
  )
}

function useTakingPack(id: string, files: boolean) {
  return useMaking(async () => {
    const { bytes, name } = await callForFile(makeCourtPack, { id, files })
    saveFile(bytes, name ?? 'court-pack.zip')
  })
}
