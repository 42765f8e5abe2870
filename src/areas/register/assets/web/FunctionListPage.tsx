import { useInfiniteQuery } from '@tanstack/react-query'
import { answerKey, everyItem, pagesOf } from '../../../../ui/answers.ts'
import type { Entry } from '../../../../ui/entry/EntryDialog.tsx'
import { spanWords } from '../../../../ui/kit/time-words.ts'
import { useLiveQuery } from '../../../../ui/live.ts'
import { To, useFilter } from '../../../../ui/place.tsx'
import { RegisterPage } from '../../../../ui/register/RegisterPage.tsx'
import { useLanguage, useText, type Say } from '../../../../ui/text.ts'
import { useWhole } from '../../../../ui/whole.ts'
import {
  addFunction,
  changeFunction,
  importFunctions,
  listAssets,
  listFunctions,
  retireFunction,
  type Asset,
  type BusinessFunction,
} from '../contract.ts'
import { functionColumns, joined } from '../rules.ts'
import { ownerAddresses, usePeople, type People } from './parts/people.ts'

/** The work that stops when something breaks, in the order in which it comes back. */
export function FunctionListPage() {
  const text = useText('assets')
  const ui = useText('ui')
  const language = useLanguage()
  const [q] = useFilter('q')
  const people = usePeople()
  const input = { limit: 200, ...(q && { q }) }
  const list = useInfiniteQuery(pagesOf(listFunctions, input))
  const assets = useWhole(listAssets, {})
  useLiveQuery('*', answerKey(listFunctions), ['function.'])
  const known: Known = { text, people, assets }
  return (
    <RegisterPage<BusinessFunction, GivenFunction>
      room="assets"
      group="functions"
      permission="asset.manage"
      other={<To path="/assets">{text('functions.toAssets')}</To>}
      list={list}
      endpoints={{ list: listFunctions, take: importFunctions }}
      columns={functionColumns.map((name) => ({ name, value: (row) => cellOf(row, name) }))}
      fetchAll={() => given(input)}
      wordsOf={(row) => wordsOf(row, known, language)}
      entryOf={(row) => entryOf(known, row)}
      retiring={(row) => retiring(text, ui, row)}
    />
  )
}

interface Known {
  readonly text: Say
  readonly people: People
  readonly assets: readonly Asset[]
}

function wordsOf(row: BusinessFunction, { text, people, assets }: Known, language: string): string[] {
  const needs = assets.filter(({ id }) => row.assetIds.includes(id)).map(({ name }) => name)
  return [
    text('functions.priorityIs', { priority: row.priority }),
    row.longestOutageMinutes === null
      ? text('functions.noAim')
      : text('functions.aimIs', { time: spanWords(row.longestOutageMinutes * 60_000, language) }),
    people.nameOf(row.ownerId) ?? text('nobody'),
    needs.length === 0
      ? text('functions.needsNothing')
      : text('functions.needs', { names: needs.join(', ') }),
    row.workaround === '' ? text('functions.noWorkaround') : row.workaround,
  ]
}

/** @param one the one to change; undefined for a new one */
function entryOf({ text, people, assets }: Known, one?: BusinessFunction): Entry {
  return {
    title: text(one ? 'functions.change' : 'functions.add'),
    fields: [
      {
        kind: 'line',
        name: 'name',
        label: text('functions.name'),
        hint: text('functions.nameHint'),
        max: 200,
      },
      {
        kind: 'choice',
        name: 'priority',
        label: text('functions.priority'),
        isNumber: true,
        options: [1, 2, 3, 4, 5].map((value) => ({ value: String(value), label: text(`priority.${value}`) })),
      },
      {
        kind: 'number',
        name: 'longestOutageMinutes',
        label: text('functions.aim'),
        hint: text('functions.aimHint'),
        isOptional: true,
      },
      { kind: 'text', name: 'people', label: text('functions.people'), isOptional: true },
      { kind: 'text', name: 'customers', label: text('functions.customers'), isOptional: true },
      {
        kind: 'text',
        name: 'workaround',
        label: text('functions.workaround'),
        hint: text('functions.workaroundHint'),
        isOptional: true,
      },
      {
        kind: 'lines',
        name: 'acceptanceTests',
        label: text('functions.tests'),
        hint: text('functions.testsHint'),
        isOptional: true,
      },
      { kind: 'choice', name: 'ownerId', label: text('owner'), options: people.options, isOptional: true },
      {
        kind: 'many',
        name: 'assetIds',
        label: text('functions.assets'),
        hint: assets.length === 0 ? text('functions.noAssets') : undefined,
        options: assets.map(({ id, name }) => ({ value: id, label: name })),
        isOptional: true,
      },
    ],
    ...(one && {
      initial: {
        name: one.name,
        priority: String(one.priority),
        longestOutageMinutes: one.longestOutageMinutes === null ? '' : String(one.longestOutageMinutes),
        people: one.people,
        customers: one.customers,
        workaround: one.workaround,
        acceptanceTests: one.acceptanceTests.join('\n'),
        ownerId: one.ownerId ?? '',
        assetIds: one.assetIds,
      },
    }),
    endpoint: one ? changeFunction : addFunction,
    given: one ? { id: one.id } : {},
    submit: text(one ? 'save' : 'functions.add'),
  }
}

function retiring(text: Say, ui: Say, { id, name }: BusinessFunction): Entry {
  return {
    title: text('retireTitle', { name }),
    lead: <p>{text('retireLead')}</p>,
    fields: [{ kind: 'text', name: 'reason', label: text('reason') }],
    endpoint: retireFunction,
    given: { id },
    submit: ui('register.retire'),
  }
}

/** A function with its owner's address and the names of what it needs. */
type GivenFunction = BusinessFunction & { readonly owner: string; readonly assets: readonly string[] }

/** What is out of use is not named: a list that comes back could not find it. */
async function given(input: { readonly limit: number; readonly q?: string }): Promise<GivenFunction[]> {
  const addressOf = await ownerAddresses()
  const assets = await everyItem(listAssets, {})
  const rows = await everyItem(listFunctions, input)
  return rows.map((row) => ({
    ...row,
    owner: addressOf(row.ownerId),
    assets: assets.filter(({ id }) => row.assetIds.includes(id)).map(({ name }) => name),
  }))
}

function cellOf(row: GivenFunction, name: (typeof functionColumns)[number]): string | number | null {
  return name === 'acceptanceTests' || name === 'assets' ? joined(row[name]) : row[name]
}
