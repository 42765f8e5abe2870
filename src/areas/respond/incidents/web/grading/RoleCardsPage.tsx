import { Button, TextInput, Textarea } from '@mantine/core'
import { useState, type SyntheticEvent } from 'react'
import { useAct, useAnswer } from '../../../../../ui/answers.ts'
import { Card, Cards } from '../../../../../ui/kit/Card.tsx'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../../ui/kit/Page.tsx'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useMay } from '../../../../../ui/session.ts'
import { useText } from '../../../../../ui/text.ts'
import {
  addRoleCard,
  changeRoleCard,
  dropRoleCard,
  listRoleCards,
  type RoleCard,
} from '../../contract/roles.ts'
import { RoomDialog } from '../parts/RoomDialog.tsx'
import { useRoleName } from './role-words.ts'
import classes from './grading.module.css'

/** What each person does in an incident: cards that ship, in the organisation's own words, and own ones. */
export function RoleCardsPage() {
  const text = useText('grading')
  const mayChange = useMay('grading.manage')
  const cards = useAnswer(listRoleCards, {}, { live: { stream: '*', kinds: ['rolecard.'] } })
  const [edited, setEdited] = useState<RoleCard | 'new'>()
  return (
    <Page
      title={text('cards.title')}
      lead={text('cards.lead')}
      actions={mayChange && <Button onClick={() => setEdited('new')}>{text('cards.add')}</Button>}
    >
      {cards.error && !cards.data && <ErrorState error={cards.error} onRetry={() => void cards.refetch()} />}
      {cards.isPending && <Loading />}
      <Section title={text('roles.title')}>
        <Cards>
          {cards.data?.items.map((card) => (
            <OneCard key={card.role} card={card} onEdit={mayChange ? () => setEdited(card) : undefined} />
          ))}
        </Cards>
      </Section>
      {edited !== undefined && (
        <CardDialog card={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />
      )}
    </Page>
  )
}

interface OneCardProps {
  readonly card: RoleCard
  /** undefined for somebody who only reads. */
  readonly onEdit: (() => void) | undefined
}

function OneCard({ card, onEdit }: OneCardProps) {
  const text = useText('grading')
  const role = useRoleName()(card)
  const drop = useAct(dropRoleCard, {
    refreshes: [listRoleCards],
    onDone: () => showDone(text('roles.saved')),
  })
  const way = card.isOwn ? 'drop' : 'reset'
  return (
    <Card
      title={role}
      marks={
        card.isChanged && <StateMark tone="quiet" word={text(card.isOwn ? 'cards.own' : 'cards.changed')} />
      }
      actions={
        onEdit && (
          <>
            <Button variant="default" onClick={onEdit} aria-label={text('cards.editOf', { role })}>
              {text('cards.edit')}
            </Button>
            {card.isChanged && (
              <Button
                variant="subtle"
                loading={drop.isPending}
                onClick={() => drop.mutate({ role: card.role })}
                aria-label={text(`cards.${way}Of`, { role })}
              >
                {text(`cards.${way}`)}
              </Button>
            )}
          </>
        )
      }
    >
      <ul className={classes.steps}>
        {card.duties.map((duty) => (
          <li key={duty}>{duty}</li>
        ))}
      </ul>
      {card.firstTasks.length > 0 && (
        <div>
          <span className={classes.dim}>{text('cards.firstTasks')}</span>
          <ul className={classes.steps}>
            {card.firstTasks.map((task) => (
              <li key={task}>{task}</li>
            ))}
          </ul>
        </div>
      )}
      {drop.error && <Notice tone="bad">{drop.error.message}</Notice>}
    </Card>
  )
}

function CardDialog({
  card,
  onClose,
}: {
  readonly card: RoleCard | undefined
  readonly onClose: () => void
}) {
  const text = useText('grading')
  const nameOf = useRoleName()
  const title = card === undefined ? text('cards.add') : text('cards.editOf', { role: nameOf(card) })
  return (
    <RoomDialog title={title} isOpen onClose={onClose}>
      <CardForm card={card} onClose={onClose} />
    </RoomDialog>
  )
}

function CardForm({ card, onClose }: { readonly card: RoleCard | undefined; readonly onClose: () => void }) {
  const text = useText('grading')
  const [name, setName] = useState(card?.name ?? '')
  const [duties, setDuties] = useState(card?.duties.join('\n') ?? '')
  const [firstTasks, setFirstTasks] = useState(card?.firstTasks.join('\n') ?? '')
  const [isTried, setTried] = useState(false)
  const done = {
    refreshes: [listRoleCards],
    onDone: () => {
      showDone(text('roles.saved'))
      onClose()
    },
  }
  const [add, change] = [useAct(addRoleCard, done), useAct(changeRoleCard, done)]
  const failure = add.error ?? change.error
  const isDutyMissing = linesOf(duties).length === 0
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    setTried(true)
    if (isDutyMissing) return
    const words = { name: name.trim(), duties: linesOf(duties), firstTasks: linesOf(firstTasks) }
    if (card === undefined) add.mutate(words)
    else change.mutate({ role: card.role, ...words })
  }
  return (
    <form className={classes.stack} onSubmit={submit} noValidate>
      <TextInput
        label={text('cards.name')}
        description={card?.isOwn === false ? text('cards.nameHint') : undefined}
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Textarea
        label={text('cards.duties')}
        description={text('cards.dutiesHint')}
        autosize
        minRows={4}
        error={isTried && isDutyMissing ? text('cards.needDuty') : undefined}
        value={duties}
        onChange={(event) => setDuties(event.currentTarget.value)}
      />
      <Textarea
        label={text('cards.firstTasks')}
        description={text('cards.firstTasksHint')}
        autosize
        minRows={2}
        value={firstTasks}
        onChange={(event) => setFirstTasks(event.currentTarget.value)}
      />
      {failure && (
        <Notice tone="bad">
          {[failure.message, ...failure.faults.map(({ message }) => message)].join(' ')}
        </Notice>
      )}
      <div>
        <Button type="submit" loading={add.isPending || change.isPending}>
          {text('cards.save')}
        </Button>
      </div>
    </form>
  )
}

function linesOf(words: string): string[] {
  return words.split('\n').flatMap((line) => line.trim() || [])
}
