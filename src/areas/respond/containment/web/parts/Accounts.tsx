import type { Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { StateMark, type Tone } from '../../../../../ui/marks/StateMark.tsx'
import {
  addAccount,
  addSecret,
  clearAccountPart,
  settleSecret,
  takeInSecrets,
  type Account,
  type Secret,
} from '../../contract/accounts.ts'
import { accountParts, partResults, secretKinds, type AccountPart } from '../../contract/words.ts'
import { Act, Known, Register, Row } from './Register.tsx'
import type { Room } from './room.ts'
import classes from './containment.module.css'

/** Accounts that may be in other hands, each with its five parts. */
export function Accounts({ room }: { readonly room: Room }) {
  const { board, text, ask } = room
  const add: Entry = {
    title: text('accounts.add'),
    fields: [
      { kind: 'line', name: 'name', label: text('accounts.name'), hint: text('accounts.nameHint') },
      { kind: 'line', name: 'place', label: text('accounts.place'), isOptional: true },
      { kind: 'line', name: 'holder', label: text('accounts.holder'), isOptional: true },
    ],
    endpoint: addAccount,
    given: { id: board.incidentId },
    submit: text('add'),
  }
  return (
    <Register
      title={text('accounts.title')}
      empty={text('accounts.empty')}
      isEmpty={board.accounts.length === 0}
      actions={board.can.work && <Act onClick={() => ask(add)}>{text('accounts.add')}</Act>}
    >
      {board.accounts.map((account) => (
        <Row
          key={account.id}
          name={account.name}
          mark={
            account.isReset
              ? { tone: 'good', word: text('accounts.reset') }
              : { tone: 'bad', word: text('accounts.notReset') }
          }
        >
          <ul className={classes.checks}>
            {accountParts.map((part) => (
              <li key={part}>
                <PartMark room={room} account={account} part={part} />
                {board.can.work && (
                  <Act
                    of={`${text(`part.${part}`)}, ${account.name}`}
                    onClick={() => ask(clear(account, part))}
                  >
                    {text('accounts.change')}
                  </Act>
                )}
              </li>
            ))}
          </ul>
        </Row>
      ))}
    </Register>
  )

  function clear(account: Account, part: AccountPart): Entry {
    return {
      title: text('accounts.clearTitle', { part: text(`part.${part}`), name: account.name }),
      lead: <p className={classes.dim}>{text(`partHint.${part}`)}</p>,
      fields: [
        {
          kind: 'choice',
          name: 'result',
          label: text('accounts.result'),
          options: partResults.map((value) => ({ value, label: text(`result.${value}`) })),
        },
        { kind: 'text', name: 'note', label: text('note'), isOptional: true },
      ],
      endpoint: clearAccountPart,
      given: { id: board.incidentId, account: account.id, part },
      submit: text('save'),
    }
  }
}

function PartMark({
  room: { text },
  account,
  part,
}: {
  readonly room: Room
  readonly account: Account
  readonly part: AccountPart
}) {
  const state = account.cleared[part]
  const tone: Tone = state === undefined ? 'quiet' : state.result === 'unknown' ? 'unknown' : 'good'
  const word = state === undefined ? text('result.open') : text(`result.${state.result}`)
  return (
    <span>
      {text(`part.${part}`)} <StateMark tone={tone} word={word} />
    </span>
  )
}

const secretTones: Readonly<Record<Secret['state'], Tone>> = {
  unknown: 'unknown',
  to_rotate: 'bad',
  rotated: 'good',
  not_needed: 'quiet',
}

/** Passwords, keys and rules that may have to be changed; the list holds what they open, never themselves. */
export function Secrets({ room }: { readonly room: Room }) {
  const { board, text, ask } = room
  const id = board.incidentId
  const add = addSecretEntry(room)
  const takeIn: Entry = {
    title: text('secrets.takeIn'),
    lead: <p>{text('secrets.takeInLead')}</p>,
    fields: [],
    endpoint: takeInSecrets,
    given: { id },
    submit: text('secrets.takeIn'),
  }
  return (
    <Register
      title={text('secrets.title')}
      empty={text('secrets.empty')}
      isEmpty={board.secrets.length === 0}
      actions={
        board.can.work && (
          <span className={classes.rowActions}>
            <Act onClick={() => ask(takeIn)}>{text('secrets.takeIn')}</Act>
            <Act onClick={() => ask(add)}>{text('secrets.add')}</Act>
          </span>
        )
      }
    >
      {board.secrets.map((secret) => (
        <Row
          key={secret.id}
          name={secret.name}
          mark={{ tone: secretTones[secret.state], word: text(`secretState.${secret.state}`) }}
          actions={
            board.can.work &&
            secret.state !== 'rotated' && (
              <Act of={secret.name} onClick={() => ask(settleEntry(room, secret))}>
                {text('secrets.settle')}
              </Act>
            )
          }
        >
          {secret.dependants !== '' && <Known>{text('secrets.needs', { words: secret.dependants })}</Known>}
          {secret.note !== '' && <Known>{secret.note}</Known>}
          {secret.settledAt !== null && (
            <Known>
              {secret.settledBy} · <TimeText at={secret.settledAt} />
              {secret.dependantsChecked && ` · ${text('secrets.works')}`}
            </Known>
          )}
        </Row>
      ))}
    </Register>
  )
}

function addSecretEntry({ board, text }: Room): Entry {
  return {
    title: text('secrets.add'),
    lead: <p className={classes.dim}>{text('secrets.never')}</p>,
    fields: [
      { kind: 'line', name: 'name', label: text('secrets.name'), hint: text('secrets.nameHint') },
      {
        kind: 'choice',
        name: 'kind',
        label: text('secrets.kind'),
        options: secretKinds.map((value) => ({ value, label: text(`secretKind.${value}`) })),
      },
      {
        kind: 'text',
        name: 'dependants',
        label: text('secrets.dependants'),
        hint: text('secrets.dependantsHint'),
        isOptional: true,
      },
    ],
    endpoint: addSecret,
    given: { id: board.incidentId },
    submit: text('add'),
  }
}

function settleEntry({ board, text }: Room, secret: Secret): Entry {
  const states = ['rotated', 'to_rotate', 'not_needed'] as const
  return {
    title: text('secrets.settleTitle', { name: secret.name }),
    fields: [
      {
        kind: 'choice',
        name: 'state',
        label: text('secrets.state'),
        options: states.map((value) => ({ value, label: text(`secretState.${value}`) })),
      },
      ...(secret.dependants === ''
        ? []
        : [
            {
              kind: 'yes' as const,
              name: 'dependantsChecked',
              label: text('secrets.checked', { words: secret.dependants }),
            },
          ]),
      { kind: 'text', name: 'note', label: text('note'), hint: text('secrets.noteHint'), isOptional: true },
    ],
    endpoint: settleSecret,
    given: { id: board.incidentId, secret: secret.id },
    submit: text('save'),
  }
}
