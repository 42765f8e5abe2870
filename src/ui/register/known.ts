import { useQuery } from '@tanstack/react-query'
import type * as z from 'zod'
import type { Endpoint } from '../../base/endpoint.ts'
import { personMay, type Holder } from '../../base/access.ts'
import { type Permission } from '../../base/permissions.ts'
import { answerKey, everyItem } from '../answers.ts'

/** Everything that a list holds, for the choices of a form; empty until it is there. */
export function useEvery<I extends z.ZodObject, Item>(
  endpoint: Endpoint<I, z.ZodType<{ items: Item[]; next: string | null }>>,
  input: z.input<I>,
): readonly Item[] {
  const { data = [] } = useQuery({
    queryKey: [...answerKey(endpoint), 'everyone'],
    queryFn: ({ signal }) => everyItem(endpoint, input, undefined, signal),
    staleTime: 60_000,
  })
  return data
}

export interface People {
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly nameOf: (id: string | null) => string | undefined
  /** E-mail address, which names one person alone; '' for nobody. */
  readonly addressOf: (id: string | null) => string
}

/** The same, with only those to choose from who could do what they would be named for. */
export function peopleWho(
  permission: Permission,
  members: readonly (Parameters<typeof peopleAmong>[0][number] & Holder)[],
): People {
  const able = new Set(members.filter((person) => personMay(person, permission)).map(({ id }) => id))
  const all = peopleAmong(members)
  return { ...all, options: all.options.filter(({ value }) => able.has(value)) }
}

/** The people of the organisation as forms and lists need them. */
export function peopleAmong(
  members: readonly {
    readonly id: string
    readonly name: string
    readonly email: string
    readonly status: string
  }[],
): People {
  const find = (id: string | null) => members.find((member) => member.id === id)
  return {
    options: members
      .filter(({ status }) => status === 'active')
      .map(({ id, name }) => ({ value: id, label: name })),
    nameOf: (id) => find(id)?.name,
    addressOf: (id) => find(id)?.email ?? '',
  }
}
