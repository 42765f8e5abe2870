import { Button } from '@mantine/core'
import { useState } from 'react'
import { call } from '../../../../../ui/client.ts'
import { ConfirmDialog } from '../../../../../ui/kit/ConfirmDialog.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { useText } from '../../../../../ui/text.ts'
import { trustMail, type StatementBoard } from '../../contract/statements.ts'
import classes from './statements.module.css'

/** Is the attacker in the mail? Then nothing of the case goes that way. */
export function MailTrust({
  board,
  onDone,
}: {
  readonly board: StatementBoard
  readonly onDone: () => void
}) {
  const text = useText('communications')
  const [isAsked, setAsked] = useState(false)
  const { isHostile, isOn } = board.mail
  const way = isHostile ? 'trust' : 'distrust'
  return (
    <Section title={text('trust.title')}>
      <p className={classes.dim}>
        {text(isHostile ? 'trust.isHostile' : isOn ? 'trust.isOn' : 'trust.isOff')}
      </p>
      {board.can.send && (
        <Button variant="default" className={classes.act} onClick={() => setAsked(true)}>
          {text(`trust.${way}`)}
        </Button>
      )}
      <ConfirmDialog
        isOpen={isAsked}
        title={text(`trust.${way}`)}
        confirmLabel={text(`trust.${way}`)}
        reasonLabel={text('trust.reason')}
        isAlarming={!isHostile}
        onConfirm={async (reason) => {
          await call(trustMail, { id: board.incidentId, isHostile: !isHostile, reason })
          onDone()
        }}
        onClose={() => setAsked(false)}
      >
        {text(`trust.${way}What`)}
      </ConfirmDialog>
    </Section>
  )
}
