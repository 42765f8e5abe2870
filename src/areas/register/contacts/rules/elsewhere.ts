/** People, suppliers, firms on call and insurers as contacts: read from their registers each time, never copied. */
import type { MemberRole } from '../../../../base/permissions.ts'
import type { Way } from '../contract/words.ts'
import type { Elsewhere } from './directory.ts'

interface Registers {
  readonly people: readonly {
    readonly id: string
    readonly name: string
    readonly email: string
    readonly role: MemberRole
    readonly phone: string
    readonly nightPhone: string
  }[]
  readonly suppliers: readonly {
    readonly id: string
    readonly name: string
    readonly does: string
    readonly contacts: readonly {
      readonly name: string
      readonly phone: string
      readonly nightPhone: string
      readonly email: string
      readonly other: string
      readonly confirmedAt: Date | null
    }[]
  }[]
  readonly retainers: readonly {
    readonly id: string
    readonly name: string
    readonly phone: string
    readonly nightPhone: string
    readonly email: string
  }[]
  readonly insurers: readonly {
    readonly id: string
    readonly insurer: string
    readonly number: string
    readonly hotline: string
    readonly reportTo: string
  }[]
}

/** Everybody who stands in another register. A guest from elsewhere belongs to one case and to no list. */
export function elsewhereOf({ people, suppliers, retainers, insurers }: Registers): Elsewhere[] {
  return [
    ...people
      .filter(({ role }) => role !== 'guest')
      .map((person): Elsewhere => ({
        id: person.id,
        source: 'member',
        kind: 'staff',
        name: person.name,
        organisation: '',
        job: '',
        // The mailbox with which they sign in lies on the systems that may be down.
        ways: [...calls(person), ...written('work_mail', person.email, false)],
        confirmedAt: null,
        path: `/people/${person.id}`,
      })),
    ...suppliers.map(({ id, name, does, contacts }): Elsewhere => ({
      id,
      source: 'supplier',
      kind: 'helper',
      name,
      organisation: contacts.map((one) => one.name).join(', '),
      job: does,
      ways: contacts.flatMap((one) => [
        ...calls(one),
        ...written('work_mail', one.email, true),
        ...written('messenger', one.other, true),
      ]),
      confirmedAt: newest(contacts.map(({ confirmedAt }) => confirmedAt)),
      path: `/vendors/${id}`,
    })),
    ...retainers.map((firm): Elsewhere => ({
      id: firm.id,
      source: 'retainer',
      kind: 'helper',
      name: firm.name,
      organisation: '',
      job: '',
      ways: [...calls(firm), ...written('work_mail', firm.email, true)],
      confirmedAt: null,
      path: '/retainers',
    })),
    ...insurers.map(({ id, insurer, number, hotline, reportTo }): Elsewhere => ({
      id,
      source: 'insurer',
      kind: 'helper',
      name: insurer,
      organisation: number,
      job: '',
      ways: [
        ...(hotline === ''
          ? []
          : [{ kind: 'phone', value: hotline, atNight: true, whenDown: true } as const]),
        ...written('work_mail', reportTo, true),
      ],
      confirmedAt: null,
      path: `/policies/${id}`,
    })),
  ]
}

/** A number by day and one by night; the same one twice is one that works at both. */
function calls({ phone, nightPhone }: { readonly phone: string; readonly nightPhone: string }): Way[] {
  const way = (value: string, atNight: boolean): Way => ({
    kind: 'phone',
    value,
    atNight,
    whenDown: true,
  })
  if (phone === nightPhone) return phone === '' ? [] : [way(phone, true)]
  return [...(phone === '' ? [] : [way(phone, false)]), ...(nightPhone === '' ? [] : [way(nightPhone, true)])]
}

function written(kind: 'work_mail' | 'messenger', value: string, whenDown: boolean): Way[] {
  return value === '' ? [] : [{ kind, value, atNight: false, whenDown }]
}

function newest(dates: readonly (Date | null)[]): Date | null {
  return dates.reduce((a, b) => (a === null || (b !== null && b > a) ? b : a), null)
}
