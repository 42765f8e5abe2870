import { Button, Checkbox, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../../../../../ui/answers.ts'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import {
  readSituation,
  sendSituation,
  setSituationTimer,
  type SituationTimer,
} from '../../contract/situation.ts'
import { usePeople } from './people.ts'
import { RoomDialog } from './RoomDialog.tsx'
import board from './board.module.css'

/** Sends one version to some people now. */
export function BriefPeople({
  incidentId: id,
  version,
}: {
  readonly incidentId: string
  readonly version: number
}) {
  const text = useText('incidents')
  const [isOpen, setOpen] = useState(false)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const send = useAct(sendSituation, {
    refreshes: [readSituation],
    onDone: ({ told }) => {
      setOpen(false)
      showDone(text('situation.sent', { count: told }))
    },
  })
  return (
    <>
      <Button
        variant="default"
        size="compact-md"
        onClick={() => setOpen(true)}
        aria-label={text('situation.sendOf', { version })}
      >
        {text('situation.send')}
      </Button>
      <RoomDialog
        title={text('situation.sendTitle', { version })}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
      >
        <div className={board.stack}>
          <p>{text('situation.sendHint')}</p>
          <PeopleChoice chosen={chosen} onChange={setChosen} />
          {send.error && <Notice tone="bad">{send.error.message}</Notice>}
          <div>
            <Button
              disabled={chosen.length === 0}
              loading={send.isPending}
              onClick={() => send.mutate({ id, version, memberIds: [...chosen] })}
            >
              {text('situation.sendNow')}
            </Button>
          </div>
        </div>
      </RoomDialog>
    </>
  )
}

const steps = [15, 30, 60, 120, 240, 480, 1440] as const

/** Sends the report every so often, as long as the incident runs. */
export function BriefTimer({
  incidentId: id,
  timer,
}: {
  readonly incidentId: string
  readonly timer: SituationTimer | null
}) {
  const text = useText('incidents')
  const [every, setEvery] = useState(timer?.everyMinutes ?? 60)
  const [chosen, setChosen] = useState<readonly string[]>(timer?.memberIds ?? [])
  const set = useAct(setSituationTimer, { refreshes: [readSituation] })
  const send = (isOn: boolean) => set.mutate({ id, isOn, everyMinutes: every, memberIds: [...chosen] })
  return (
    <Section title={text('situation.timer')}>
      <p className={board.hint}>
        {timer?.isOn ? (
          <>
            {text('situation.timerOn')} <TimeText at={timer.nextAt} />
          </>
        ) : (
          text('situation.timerOff')
        )}
      </p>
      <NativeSelect
        label={text('situation.every')}
        value={String(every)}
        onChange={(event) => setEvery(Number(event.currentTarget.value))}
        data={[...new Set([...steps, every])]
          .toSorted((a, b) => a - b)
          .map((minutes) => ({
            value: String(minutes),
            label:
              minutes < 60
                ? text('span.minutes', { rest: minutes })
                : text('span.hours', { hours: Math.floor(minutes / 60), rest: minutes % 60 }),
          }))}
      />
      <PeopleChoice chosen={chosen} onChange={setChosen} />
      {set.error && <Notice tone="bad">{set.error.message}</Notice>}
      <div className={board.views}>
        <Button
          variant="default"
          disabled={chosen.length === 0}
          loading={set.isPending}
          onClick={() => send(true)}
        >
          {text(timer?.isOn ? 'situation.timerChange' : 'situation.timerStart')}
        </Button>
        {timer?.isOn && (
          <Button variant="subtle" loading={set.isPending} onClick={() => send(false)}>
            {text('situation.timerStop')}
          </Button>
        )}
      </div>
    </Section>
  )
}

function PeopleChoice({
  chosen,
  onChange,
}: {
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
}) {
  const text = useText('incidents')
  const people = usePeople()
  return (
    <Checkbox.Group label={text('situation.whom')} value={[...chosen]} onChange={onChange}>
      <div className={board.people}>
        {people.active
          .filter(({ role }) => role !== 'staff')
          .map((person) => (
            <Checkbox
              key={person.id}
              value={person.id}
              label={`${person.name} (${text(`people.roles.${person.role}`)})`}
            />
          ))}
      </div>
    </Checkbox.Group>
  )
}
