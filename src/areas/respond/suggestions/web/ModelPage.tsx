import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAct, useAnswer } from '../../../../ui/answers.ts'
import { Facts } from '../../../../ui/kit/Card.tsx'
import { ConfirmDialog } from '../../../../ui/kit/ConfirmDialog.tsx'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { showDone } from '../../../../ui/kit/notices.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../ui/text.ts'
import { readSuggestions, switchModel, type Model } from '../contract.ts'
import classes from './suggestions.module.css'

/** Whether a language model may propose words here: which one, what would leave the house, what never does. */
export function ModelPage() {
  const text = useText('suggestions')
  const answer = useAnswer(readSuggestions, {}, { live: { stream: '*', kinds: ['model.'] } })
  const model = answer.data?.model
  return (
    <Page title={text('page.title')} lead={text('page.lead')}>
      {answer.error && !model && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Loading />}
      {model?.state === 'none' && <EmptyState title={text('page.noneTitle')} lead={text('page.noneLead')} />}
      {model && model.state !== 'none' && (
        <Chosen model={model} maySwitch={answer.data?.can.switch === true} />
      )}
      <Promises />
    </Page>
  )
}

function Chosen({ model, maySwitch }: { readonly model: Model; readonly maySwitch: boolean }) {
  const text = useText('suggestions')
  /** What is asked about stays what it was while the dialog closes. */
  const [wish, setWish] = useState<{ readonly isOn: boolean; readonly isOpen: boolean }>()
  const turn = useAct(switchModel, {
    refreshes: [readSuggestions],
    onDone: ({ state }) => showDone(text(state === 'on' ? 'page.isOn' : 'page.isOff')),
  })
  const { host, name, state, isHere, changedAt, changedBy } = model
  const isOn = state === 'on'
  return (
    <Section title={text('page.which')}>
      <p className={classes.words}>
        <StateMark tone={isOn ? 'good' : 'quiet'} word={text(isOn ? 'page.on' : 'page.off')} />
      </p>
      <Facts
        facts={[
          [text('page.name'), name],
          [text('page.host'), host],
          [text('page.where'), text(isHere ? 'page.here' : 'page.away', { host })],
          ...(changedAt === null
            ? []
            : [
                [
                  text('page.switched'),
                  <span key="switched">
                    {changedBy} · <TimeText at={changedAt} form="absolute" />
                  </span>,
                ] as const,
              ]),
        ]}
      />
      {state === 'changed' && <Notice tone="warn">{text('page.changed')}</Notice>}
      {maySwitch ? (
        <div className={classes.buttons}>
          <Button
            variant={isOn ? 'default' : 'filled'}
            onClick={() => setWish({ isOn: !isOn, isOpen: true })}
          >
            {text(isOn ? 'page.turnOff' : 'page.turnOn')}
          </Button>
        </div>
      ) : (
        <Notice tone="active">{text('page.ownerOnly')}</Notice>
      )}
      <ConfirmDialog
        isOpen={wish?.isOpen === true}
        title={text(wish?.isOn ? 'page.turnOnTitle' : 'page.turnOffTitle')}
        confirmLabel={text(wish?.isOn ? 'page.turnOn' : 'page.turnOff')}
        onClose={() => setWish(wish && { ...wish, isOpen: false })}
        onConfirm={async () => turn.mutateAsync({ isOn: wish?.isOn === true, host, name })}
      >
        <p>
          {text(wish?.isOn ? (isHere ? 'page.meansHere' : 'page.meansAway') : 'page.turnOffMeans', { host })}
        </p>
      </ConfirmDialog>
    </Section>
  )
}

const promises = ['never', 'hidden', 'seen', 'taken', 'strangers', 'record'] as const

function Promises() {
  const text = useText('suggestions')
  return (
    <Section title={text('page.promises')}>
      <ul className={classes.promises}>
        {promises.map((name) => (
          <li key={name}>{text(`page.promise.${name}`)}</li>
        ))}
      </ul>
    </Section>
  )
}
