import type { Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import { localIn } from '../../../../../ui/entry/entry-values.ts'
import type { Say } from '../../../../../ui/text.ts'
import {
  changePhishingSetup,
  planRehearsal,
  provePhishingDomain,
  type Setup,
} from '../../contract/rehearsals.ts'
import {
  councils,
  difficulties,
  languages,
  type Difficulty,
  type Group,
  type LandingPage,
  type Language,
  type OwnTemplate,
} from '../../contract/words.ts'

/** A mail that a rehearsal can be planned with. */
export interface Choice {
  readonly template: string
  readonly name: string
  readonly difficulty: Difficulty
  readonly page: LandingPage
  /** Undefined where it is there in both. */
  readonly language: Language | undefined
  readonly senderName: string
  /** Before the at sign. */
  readonly sender: string
  readonly subject: string
  readonly body: string
  readonly linkWords: string
  readonly signs: readonly string[]
}

interface Option {
  readonly value: string
  readonly label: string
}

export function planEntry(text: Say, choice: Choice, { domains, groups }: Setup): Entry {
  const proved = domains.filter(({ isVerified }) => isVerified)
  const domain = proved[0]?.domain ?? ''
  const inLanguage = choice.language === undefined
  return {
    title: text('plan.title', { name: choice.name }),
    lead: text('plan.lead'),
    fields: [
      { kind: 'line', name: 'name', label: text('plan.name'), hint: text('plan.nameHint'), max: 200 },
      ...(inLanguage
        ? [
            {
              kind: 'choice' as const,
              name: 'language',
              label: text('plan.language'),
              options: languages.map((value) => ({ value, label: text(`language.${value}`) })),
            },
          ]
        : []),
      {
        kind: 'choice',
        name: 'domainId',
        label: text('plan.domain'),
        options: proved.map(({ id, domain: label }) => ({ value: id, label })),
      },
      { kind: 'line', name: 'senderName', label: text('plan.senderName'), max: 60 },
      {
        kind: 'line',
        name: 'sender',
        label: text('plan.sender'),
        hint: text('plan.senderHint', { domain }),
        max: 200,
      },
      ...(groups.length === 0
        ? []
        : [
            {
              kind: 'many' as const,
              name: 'groupIds',
              label: text('plan.groups'),
              hint: text('plan.groupsHint'),
              options: groups.map(({ id: value, name: label }) => ({ value, label })),
              isOptional: true,
            },
          ]),
      { kind: 'day', name: 'startsOn', label: text('plan.startsOn') },
      { kind: 'day', name: 'endsOn', label: text('plan.endsOn'), hint: text('plan.daysHint') },
      {
        kind: 'choice',
        name: 'council',
        label: text('plan.council'),
        options: councils.map((value) => ({ value, label: text(`council.${value}`) })),
      },
      { kind: 'yes', name: 'peopleKnow', label: text('plan.peopleKnow') },
    ],
    initial: {
      name: choice.name,
      senderName: choice.senderName,
      sender: choice.sender === '' ? '' : `${choice.sender}@${domain}`,
      startsOn: localIn(1).slice(0, 10),
      endsOn: localIn(5).slice(0, 10),
    },
    endpoint: planRehearsal,
    given: { template: choice.template },
    submit: text('plan.do'),
  }
}

const change = (what: string, more: Readonly<Record<string, unknown>> = {}) =>
  ({
    endpoint: changePhishingSetup,
    given: {},
    shape: (values) => ({ change: { do: what, ...more, ...values } }),
  }) satisfies Pick<Entry, 'endpoint' | 'given' | 'shape'>

export function templateEntry(text: Say, own: OwnTemplate | undefined): Entry {
  const options = <One extends string>(all: readonly One[], group: string): Option[] =>
    all.map((value) => ({ value, label: text(`${group}.${value}`) }))
  return {
    title: text('template.title'),
    lead: text('template.lead'),
    fields: [
      { kind: 'line', name: 'name', label: text('template.name'), max: 80 },
      {
        kind: 'choice',
        name: 'language',
        label: text('template.language'),
        options: options(languages, 'language'),
      },
      {
        kind: 'choice',
        name: 'difficulty',
        label: text('template.difficulty'),
        options: options(difficulties, 'difficulty'),
      },
      { kind: 'line', name: 'subject', label: text('template.subject'), max: 150 },
      {
        kind: 'text',
        name: 'body',
        label: text('template.body'),
        hint: text('template.bodyHint'),
        max: 4000,
      },
      { kind: 'line', name: 'linkWords', label: text('template.linkWords'), max: 80 },
      {
        kind: 'choice',
        name: 'page',
        label: text('template.page'),
        options: [
          { value: 'none', label: text('template.pageNone') },
          { value: 'sign_in', label: text('template.pageForm') },
        ],
      },
      { kind: 'lines', name: 'signs', label: text('template.signs') },
    ],
    ...(own && { initial: { ...own, signs: own.signs.join('\n') } }),
    ...change('save_template', own === undefined ? {} : { id: own.id }),
    submit: text('save'),
  }
}

export function groupEntry(text: Say, people: readonly Option[], group: Group | undefined): Entry {
  return {
    title: text('groups.add'),
    fields: [
      { kind: 'line', name: 'name', label: text('groups.name'), max: 80 },
      { kind: 'many', name: 'memberIds', label: text('groups.people'), options: people },
    ],
    ...(group && { title: text('groups.change'), initial: { name: group.name, memberIds: group.memberIds } }),
    ...change('save_group', group === undefined ? {} : { id: group.id }),
    submit: text('save'),
  }
}

export function domainEntry(text: Say): Entry {
  return {
    title: text('domains.add'),
    fields: [
      {
        kind: 'line',
        name: 'domain',
        label: text('domains.domain'),
        hint: text('domains.domainHint'),
        max: 253,
      },
    ],
    endpoint: provePhishingDomain,
    given: { step: 'ask' },
    submit: text('domains.add'),
  }
}
