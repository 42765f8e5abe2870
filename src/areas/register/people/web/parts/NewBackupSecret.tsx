import { Button } from '@mantine/core'
import { useState } from 'react'
import { ConfirmDialog } from '../../../../../ui/kit/ConfirmDialog.tsx'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { useText } from '../../../../../ui/text.ts'
import { saveRecoverySheet } from '../doors/RecoverySheet.tsx'
import classes from '../people.module.css'

/** For an owner whose sheet was lost, was seen by others, or was never made. */
export function NewBackupSecret() {
  const text = useText('people')
  const [isAsking, setAsking] = useState(false)
  return (
    <Section title={text('sheet.title')}>
      <div className={classes.stack}>
        <p className={classes.words}>{text('sheet.lead')}</p>
        <div>
          <Button variant="default" onClick={() => setAsking(true)}>
            {text('sheet.make')}
          </Button>
        </div>
      </div>
      <ConfirmDialog
        isOpen={isAsking}
        title={text('sheet.confirmTitle')}
        confirmLabel={text('sheet.confirmDo')}
        onClose={() => setAsking(false)}
        onConfirm={async () => {
          await saveRecoverySheet()
          showDone(text('sheet.saved'))
        }}
      >
        {text('sheet.confirmWhat')}
      </ConfirmDialog>
    </Section>
  )
}
