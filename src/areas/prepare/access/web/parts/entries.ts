import type { Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import type { EntryField } from '../../../../../ui/entry/entry-values.ts'
import type { Say } from '../../../../../ui/text.ts'
import {
  answerAccount,
  checkLeaver,
  factorStates,
  saveAccounts,
  startAccessCampaign,
  verdicts,
  type AccessSystem,
  type Account,
} from '../../contract.ts'

interface Choice {
  readonly value: string
  readonly label: string
}

const inWeeks = (weeks: number) => new Date(Date.now() + weeks * 7 * 86_400_000).toISOString().slice(0, 10)

/** One account, new or known: the name of the account says which. */
export function accountEntry(text: Say, id: string, people: readonly Choice[], account?: Account): Entry {
  const login: EntryField[] =
    account === undefined
      ? [
          {
            kind: 'line',
            name: 'login',
            label: text('account.login'),
            hint: text('account.loginHint'),
            max: 200,
          },
        ]
      : []
  return {
    title: text(account ? 'account.change' : 'account.add'),
    fields: [
      ...login,
      { kind: 'choice', name: 'memberId', label: text('account.person'), options: people, isOptional: true },
      {
        kind: 'line',
        name: 'holder',
        label: text('account.holder'),
        hint: text('account.holderHint'),
        max: 200,
        isOptional: true,
      },
      {
        kind: 'line',
        name: 'rights',
        label: text('account.rights'),
        hint: text('account.rightsHint'),
        max: 200,
        isOptional: true,
      },
      {
        kind: 'choice',
        name: 'secondFactor',
        label: text('account.factor'),
        options: factorStates.map((value) => ({ value, label: text(`factor.${value}`) })),
      },
    ],
    initial: {
      memberId: account?.memberId ?? '',
      holder: account?.holder ?? '',
      rights: account?.rights ?? '',
      secondFactor: account?.secondFactor ?? 'unknown',
    },
    endpoint: saveAccounts,
    given: { id, how: 'one', ...(account && { login: account.login }) },
    submit: text('save'),
  }
}

export function answerEntry(text: Say, { id, login }: Account, people: readonly Choice[]): Entry {
  return {
    title: text('answer.title', { login }),
    lead: text('answer.lead'),
    fields: [
      {
        kind: 'choice',
        name: 'verdict',
        label: text('answer.verdict'),
        options: verdicts.map((value) => ({ value, label: text(`verdict.${value}`) })),
      },
      {
        kind: 'text',
        name: 'reason',
        label: text('answer.reason'),
        hint: text('answer.reasonHint'),
        isOptional: true,
      },
      { kind: 'choice', name: 'ownerId', label: text('answer.owner'), options: people, isOptional: true },
      {
        kind: 'day',
        name: 'dueOn',
        label: text('answer.dueOn'),
        hint: text('answer.dueHint'),
        isOptional: true,
      },
    ],
    endpoint: answerAccount,
    given: { id },
    submit: text('save'),
  }
}

export function doneEntry(text: Say, id: string, login: string): Entry {
  return {
    title: text('done.title', { login }),
    lead: text('done.lead'),
    fields: [{ kind: 'text', name: 'proof', label: text('done.proof') }],
    endpoint: answerAccount,
    given: { id, verdict: 'done' },
    submit: text('done.do'),
  }
}

/** A choice for each system: who goes through it, or nobody this time. Whoever owns it is proposed. */
export function campaignEntry(text: Say, systems: readonly AccessSystem[], people: readonly Choice[]): Entry {
  const isHere = (id: string | null) => people.some(({ value }) => value === id)
  return {
    title: text('campaign.start'),
    lead: text('campaign.lead'),
    fields: [
      { kind: 'line', name: 'name', label: text('campaign.name'), max: 200 },
      { kind: 'day', name: 'dueOn', label: text('campaign.dueOn') },
      ...systems.map((system): EntryField => ({
        kind: 'choice',
        name: system.id,
        label: system.name,
        hint:
          system.accounts === 0
            ? text('campaign.noList')
            : text('campaign.accounts', { count: system.accounts }),
        options: people,
        isOptional: true,
      })),
    ],
    initial: {
      dueOn: inWeeks(2),
      ...Object.fromEntries(
        systems.map(({ id, ownerId, accounts }) => [
          id,
          accounts === 0 ? '' : ((isHere(ownerId) ? ownerId : people[0]?.value) ?? ''),
        ]),
      ),
    },
    endpoint: startAccessCampaign,
    given: {},
    shape: ({ name, dueOn, ...chosen }) => ({
      name,
      dueOn,
      systems: Object.entries(chosen).map(([assetId, reviewerId]) => ({ assetId, reviewerId })),
    }),
    submit: text('campaign.start'),
  }
}

/** @param memberId of somebody who had an account here; else the name is asked for */
export function leaverEntry(text: Say, memberId?: string, name = ''): Entry {
  return {
    title: memberId === undefined ? text('leaver.other') : text('leaver.title', { name }),
    lead: text('leaver.checkLead'),
    fields: [
      ...(memberId === undefined
        ? [
            {
              kind: 'line' as const,
              name: 'name',
              label: text('leaver.name'),
              hint: text('leaver.nameHint'),
              max: 200,
            },
          ]
        : []),
      {
        kind: 'text',
        name: 'note',
        label: text('leaver.note'),
        hint: text('leaver.noteHint'),
        isOptional: true,
      },
    ],
    endpoint: checkLeaver,
    given: memberId === undefined ? {} : { memberId },
    submit: text('leaver.do'),
  }
}
