import { Button } from '@mantine/core'
import type { Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { dayWords } from '../../../../../ui/kit/time-words.ts'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import type { Account } from '../../contract.ts'
import { accountEntry, answerEntry, doneEntry } from './entries.ts'
import lines from '../../../../../ui/lists/lines.module.css'

interface Props {
  readonly account: Account
  readonly systemId: string
  readonly can: { readonly review: boolean; readonly answer: boolean } | undefined
  readonly people: readonly { readonly value: string; readonly label: string }[]
  readonly ask: (entry: Entry) => void
}

const tones = { yes: 'good', no: 'bad', unknown: 'unknown' } as const

/** One account: whose it is, what it may, and what was said about it. */
export function AccountLine({ account, systemId, can, people, ask }: Props) {
  const text = useText('access')
  const door = useText('doors')
  const { id, login, holder, rights, secondFactor, isLeaver, here, answer } = account
  const isTask = answer !== null && answer.dueOn !== null && answer.doneAt === null
  return (
    <li>
      <span className={lines.words}>
        <strong>{login}</strong>
        <span className={lines.dim}>{[holder, rights].filter(Boolean).join(' · ')}</span>
        {here && (
          <span className={lines.dim}>
            {text('account.here', { what: here.profile ?? door(`role.${here.role}.name`) })}
          </span>
        )}
        {answer && <Said answer={answer} />}
      </span>
      <span className={lines.acts}>
        {isLeaver && <StateMark tone="bad" word={text('leaver.mark')} />}
        <StateMark tone={tones[secondFactor]} word={text(`factor.mark_${secondFactor}`)} />
        {answer?.isCurrent && <StateMark tone="good" word={text('answer.given')} />}
        {can?.answer && !isTask && (
          <Button
            data-no-print
            variant={answer?.isCurrent ? 'default' : 'filled'}
            aria-label={`${text('answer.open')}: ${login}`}
            onClick={() => ask(answerEntry(text, account, people))}
          >
            {text('answer.open')}
          </Button>
        )}
        {can?.review && isTask && (
          <Button
            data-no-print
            aria-label={`${text('done.open')}: ${login}`}
            onClick={() => ask(doneEntry(text, id, login))}
          >
            {text('done.open')}
          </Button>
        )}
        {can?.review && (
          <Button
            data-no-print
            variant="default"
            aria-label={`${text('account.change')}: ${login}`}
            onClick={() => ask(accountEntry(text, systemId, people, account))}
          >
            {text('account.change')}
          </Button>
        )}
      </span>
    </li>
  )
}

function Said({ answer }: { readonly answer: NonNullable<Account['answer']> }) {
  const text = useText('access')
  const language = useLanguage()
  const { verdict, reason, answeredAt, answeredBy, dueOn, owner, doneAt, doneBy, proof } = answer
  return (
    <span className={lines.dim}>
      {text(`verdict.${verdict}`)}
      {reason !== '' && `: ${reason}`} · {answeredBy}, <TimeText at={answeredAt} form="absolute" />
      {dueOn !== null &&
        doneAt === null &&
        ` · ${text('task.due', { day: dayWords(dueOn, language) })} ${owner}`}
      {doneAt !== null && ` · ${text('done.said', { name: doneBy, proof })}`}
    </span>
  )
}
