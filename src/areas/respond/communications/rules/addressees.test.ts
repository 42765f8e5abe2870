import { expect, test } from 'vitest'
import { readAddressees } from './addressees.ts'
import { firstWay, otherWays } from './reaching.ts'

const read = (csv: string, known: string[] = []) =>
  readAddressees(csv, { firstRow: 2, known: new Set(known) })

test('R73 a clerk sees each broken row by its number, and the others are taken', () => {
  const { people, broken } = read(
    [
      'Name;E-Mail;Telefon;Straße;PLZ;Ort;Weg',
      'Ann;ANN@Example.org;;;;;',
      'Bob;bob@@example.org;;;;;',
      'Cem;;0660 1234567;;;;',
      ';x@example.org;;;;;',
      'Dora;;;Hauptstraße 1;1010;Wien;',
      'Eve;;;;;;',
      'Ann again;ann@example.org;;;;;',
      'DPA;;;;;;portal',
      'Fay;;;;;;mail',
      '"Gil\r\nBcc: all@example.org";gil@example.org;;;;;',
    ].join('\r\n'),
    ['old@example.org'],
  )
  expect(people.map(({ name, email, way }) => [name, email, way])).toEqual([
    ['Ann', 'ann@example.org', undefined],
    ['Cem', '', undefined],
    ['Dora', '', undefined],
    ['DPA', '', 'portal'],
    ['Gil Bcc: all@example.org', 'gil@example.org', undefined],
  ])
  expect(people[2]?.post).toEqual(['Hauptstraße 1', '1010 Wien'])
  expect(broken.map(({ row }) => row)).toEqual([3, 5, 7, 8, 10])
})

test('a clerk hears of a list without names, and of nobody twice over two parts', () => {
  expect(read('email\na@example.org').broken[0]?.message).toContain('"name"')
  expect(read('name,email\nA,a@example.org', ['a@example.org']).broken).toHaveLength(1)
})

test('R72 nobody is reached by mail while it is in other hands, and the next way is offered', () => {
  const ann = { email: 'ann@example.org', phone: '1234', post: [], memberId: null }
  expect(firstWay(ann, false)).toBe('mail')
  expect(firstWay(ann, true)).toBe('phone')
  expect(otherWays(ann, 'mail', true)).toEqual(['phone', 'hand'])
})
