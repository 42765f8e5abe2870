import { Button } from '@mantine/core'
import { useState } from 'react'
import { call } from '../../../../../ui/client.ts'
import { ConfirmDialog } from '../../../../../ui/kit/ConfirmDialog.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { useText } from '../../../../../ui/text.ts'
import { trustMail, type StatementBoard } from '../../contract/statements.ts'
import classes from './statements.module.css'

/** Is the attacker in the mail, or on the telephone? Then nothing of the case goes that way. */
export function WayTrust({
  board,
  way,
  onDone,
}: {
  readonly board: StatementBoard
  readonly way: 'mail' | 'telephone'
  readonly onDone: () => void
}) {
  const text = useText('communications')
  const [isAsked, setAsked] = useState(false)
  const { isHostile, isOn } = board[way]
  const words = way === 'mail' ? 'trust' : 'phoneTrust'
  const act = isHostile ? 'trust' : 'distrust'
  return (
    <Section title={text(`${words}.title`)}>
      <p className={classes.dim}>{text(`${words}.${isHostile ? 'isHostile' : isOn ? 'isOn' : 'isOff'}`)}</p>
      {board.can.send && (
        <Button variant="default" className={classes.act} onClick={() => setAsked(true)}>
          {text(`${words}.${act}`)}
        </Button>
      )}
      <ConfirmDialog
        isOpen={isAsked}
        title={text(`${words}.${act}`)}
        confirmLabel={text(`${words}.${act}`)}
        reasonLabel={text(`${words}.reason`)}
        isAlarming={!isHostile}
        onConfirm={async (reason) => {
          await call(trustMail, { id: board.incidentId, way, isHostile: !isHostile, reason })
          onDone()
        }}
        onClose={() => setAsked(false)}
      >
        {text(`${words}.${act}What`)}
      </ConfirmDialog>
    </Section>
  )
}
