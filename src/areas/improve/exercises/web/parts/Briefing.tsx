import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../../../../../ui/answers.ts'
import { ConfirmDialog } from '../../../../../ui/kit/ConfirmDialog.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import { getExercise, listExercises, moveExercise, type Exercise } from '../../contract/exercise.ts'
import { People, type SentPlayer } from './People.tsx'
import classes from '../exercises.module.css'

const rules = ['plan', 'blame', 'tricks', 'aloud', 'stop', 'outside'] as const

/** Before it begins: the ground rules, the situation, and who sits where. */
export function Briefing({ exercise }: { readonly exercise: Exercise }) {
  const text = useText('exercises')
  const { id, situation, players, can, drill } = exercise
  const [isCancelling, setCancelling] = useState(false)
  const move = useAct(moveExercise, { refreshes: [getExercise, listExercises] })
  return (
    <>
      <Section title={text('brief.rules')}>
        <ul>
          {rules.map((rule) => (
            <li key={rule}>{text(`rule.${rule}`)}</li>
          ))}
        </ul>
      </Section>
      {drill !== null && (
        <Notice tone="active">
          {text('brief.drill', {
            copy: drill.copy,
            aim:
              drill.aimMinutes === null
                ? text('unknown')
                : text('list.minutes', { minutes: drill.aimMinutes }),
            before:
              drill.beforeMinutes === null
                ? text('unknown')
                : text('list.minutes', { minutes: drill.beforeMinutes }),
          })}
        </Notice>
      )}
      {can.run && (
        <Section title={text('scenario.situation')}>
          <p className={classes.artefact}>{situation}</p>
        </Section>
      )}
      <Section title={text('arrange.people')}>
        {can.run ? (
          <Seats exercise={exercise} />
        ) : (
          <ul>
            {players.map((player) => (
              <li key={player.id}>
                {player.name}: {text(`role.${player.role}`)}
              </li>
            ))}
          </ul>
        )}
      </Section>
      {move.error && <Notice tone="bad">{move.error.message}</Notice>}
      {can.run ? (
        <div className={classes.acts}>
          <Button loading={move.isPending} onClick={() => move.mutate({ id, move: { do: 'start' } })}>
            {text('brief.start')}
          </Button>
          <Button variant="subtle" onClick={() => setCancelling(true)}>
            {text('brief.cancel')}
          </Button>
        </div>
      ) : (
        <p className={classes.dim}>{text('brief.wait')}</p>
      )}
      <ConfirmDialog
        isOpen={isCancelling}
        title={text('brief.cancel')}
        confirmLabel={text('brief.cancel')}
        reasonLabel={text('brief.cancelReason')}
        onConfirm={async (reason) => {
          await move.mutateAsync({ id, move: { do: 'cancel', reason } })
          setCancelling(false)
        }}
        onClose={() => setCancelling(false)}
      >
        {text('brief.cancelLead')}
      </ConfirmDialog>
    </>
  )
}

function Seats({ exercise: { id, players } }: { readonly exercise: Exercise }) {
  const text = useText('exercises')
  const [changed, setChanged] = useState<readonly SentPlayer[]>()
  const save = useAct(moveExercise, { refreshes: [getExercise], onDone: () => setChanged(undefined) })
  const shown =
    changed ??
    players.map(({ memberId, name, seat, role, isAbsent }) => ({ memberId, name, seat, role, isAbsent }))
  return (
    <>
      <People players={shown} onChange={setChanged} />
      {changed !== undefined && (
        <div className={classes.acts}>
          <Button
            variant="default"
            loading={save.isPending}
            onClick={() =>
              save.mutate({
                id,
                move: {
                  do: 'people',
                  players: changed.map((one) => ({ ...one, name: one.memberId === null ? one.name : '' })),
                },
              })
            }
          >
            {text('brief.savePeople')}
          </Button>
        </div>
      )}
      {save.error && <Notice tone="bad">{save.error.message}</Notice>}
    </>
  )
}
