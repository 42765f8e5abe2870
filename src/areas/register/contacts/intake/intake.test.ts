import { describe, expect, test } from 'vitest'
import { csvLine } from '../../../../base/csv-line.ts'
import type { Way } from '../contract/words.ts'
import { decoded } from '../../../../base/text-of-bytes.ts'
import { draftOf, type Draft } from './draft.ts'
import { planImport, type Known } from './plan.ts'
import { readList } from './read-list.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const read = (text: string) => readList(bytes(text))
const wayWords = ({ ways }: Pick<Draft, 'ways'>) => ways.map(({ kind, value }) => `${kind} ${value}`)
const nobody: Known[] = []

describe('a list of contacts from an office', () => {
  test('a spreadsheet in any of the usual encodings is read, with its umlauts', () => {
    const text = 'Name;Handy\r\nJürgen Müßig;+43 660 1234\r\n'
    const utf16 = new Uint8Array([0xff, 0xfe, ...Buffer.from(text, 'utf16le')])
    const bare16 = new Uint8Array(Buffer.from(text, 'utf16le'))
    const latin = new Uint8Array(Buffer.from(text, 'latin1'))
    const marked = new Uint8Array([0xef, 0xbb, 0xbf, ...bytes(text)])
    const all = [bytes(text), marked, utf16, bare16, latin].map(readList)
    expect(all.map(({ encoding }) => encoding)).toEqual([
      'utf-8',
      'utf-8',
      'utf-16le',
      'utf-16le',
      'windows-1252',
    ])
    for (const { drafts } of all)
      expect(drafts).toMatchObject([
        { name: 'Jürgen Müßig', ways: [{ kind: 'mobile', value: '+43 660 1234' }] },
      ])
    expect(decoded(bytes('a\0b\rc')).text).toBe('ab\nc')
  })

  test('commas, semicolons and tabs between, quotes and line breaks within: the same people', () => {
    const rows = [
      'name,note\n"Anna, ""A.""","two\nlines"\n',
      'name;note\n"Anna, ""A.""";two lines',
      'name\tnote\nAnna, "A."\ttwo lines',
    ]
    for (const row of rows)
      expect(read(row).drafts).toMatchObject([{ name: 'Anna, "A."', note: 'two lines' }])
  })

  test('a formula is taken from nowhere, and what a spreadsheet has rounded is no number', () => {
    const list = read(
      'name,organisation,mobile,work_mail,note\n=HYPERLINK("http://evil.example"),X,123456,,\nBert,@SUM(A1),4.36601E+11,not an address,+cmd|calc\nCleo,,"\'+43 660 1","c@x.example",\n',
    )
    const [first, second, third] = list.drafts
    expect(first).toMatchObject({ name: '', refusal: 'There is no name in this row.' })
    expect(second).toMatchObject({ organisation: '', note: '', ways: [] })
    expect(second?.remarks).toHaveLength(4)
    expect(third && wayWords(third)).toEqual(['mobile +43 660 1', 'work_mail c@x.example'])
    expect(csvLine(['=1+1', '+43 660 1'])).toBe("'=1+1,'+43 660 1\r\n")
  })

  test('our own export comes back as it went out, with the hours of each number', () => {
    const list = read(
      'name,kind,organisation,job,phone,mobile,work_mail,at_night,when_down,languages,time_zone\nDora,helper,Night Ltd,Guard,+43 1 1|+43 1 2,+43 660 3,,+43 1 2,+43 660 3,de|en,Europe/Vienna\nEd,,,,,,,,,klingon,Mars/Base\n',
    )
    const [dora, ed] = list.drafts
    expect(list).toMatchObject({ format: 'csv', leftOut: [] })
    expect(dora).toMatchObject({
      kind: 'helper',
      languages: ['de', 'en'],
      timeZone: 'Europe/Vienna',
      remarks: [],
    })
    expect(dora?.ways.map(({ value, atNight, whenDown }) => [value, atNight, whenDown])).toEqual([
      ['+43 1 1', false, false],
      ['+43 1 2', true, false],
      ['+43 660 3', false, true],
    ])
    expect(ed).toMatchObject({ languages: [], timeZone: null })
    expect(ed?.remarks).toHaveLength(2)
  })

  test('the exports of Microsoft 365, Google and Outlook are known, and who is blocked there is not called at night', () => {
    const microsoft = read(
      'Block credential,Department,Display name,First name,Last name,Mobile Phone,Phone number,Title,User principal name,Alternate email addresses,Street address,City\nFalse,IT,Anna Ahn,Anna,Ahn,+43 660 1,+43 1 1,Admin,anna@x.example,,Road 1,Wien\nTrue,,Left Long,,,,,,left@x.example,,,\n',
    )
    expect(microsoft).toMatchObject({ format: 'microsoft', leftOut: ['Alternate email addresses'] })
    expect(microsoft.drafts[0]).toMatchObject({ name: 'Anna Ahn', job: 'Admin, IT' })
    expect(wayWords(microsoft.drafts[0] ?? expect.fail('a person was read'))).toEqual([
      'mobile +43 660 1',
      'phone +43 1 1',
      'work_mail anna@x.example',
      'address Road 1, Wien',
    ])
    expect(microsoft.drafts[1]?.refusal).toContain('blocked')
    const google = read(
      'First Name,Last Name,Organization Name,Organization Title,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Labels\nBert,Berg,Berg Ltd,Boss,* Home,bert@home.example,Mobile,+43 660 2 ::: +43 660 3,Work,+43 1 2,* myContacts\n',
    )
    expect(google).toMatchObject({ format: 'google', leftOut: ['Labels'] })
    expect(google.drafts).toMatchObject([{ name: 'Bert Berg', organisation: 'Berg Ltd', job: 'Boss' }])
    expect(wayWords(google.drafts[0] ?? expect.fail('a person was read'))).toEqual([
      'private_mail bert@home.example',
      'mobile +43 660 2',
      'mobile +43 660 3',
      'phone +43 1 2',
    ])
    const workspace = read(
      'First Name [Required],Last Name [Required],Email Address [Required],Status [READ ONLY],Recovery Phone [MUST BE IN THE E.164 FORMAT]\nCleo,Cray,cleo@x.example,Active,+436604\nDan,Dorn,dan@x.example,Suspended,\n',
    )
    expect(workspace.drafts.map(({ name, refusal }) => [name, refusal === undefined])).toEqual([
      ['Cleo Cray', true],
      ['Dan Dorn', false],
    ])
    const outlook = read(
      'First Name,Last Name,Company,Business Phone,E-mail Address\nEva,Eis,Eis AG,+43 1 5,eva@eis.example\n',
    )
    expect(outlook).toMatchObject({
      format: 'outlook',
      drafts: [{ name: 'Eva Eis', organisation: 'Eis AG' }],
    })
  })

  test('cards of all three versions are read, folded lines and quoted letters put together; a group is nobody', () => {
    const list = read(
      [
        'BEGIN:VCARD\r\nVERSION:3.0\r\nN:Ahn;Anna;;;\r\nFN:Anna Ahn\r\nORG:Harbour\\, Bakery;IT\r\nTEL;TYPE=CELL:+43 660 1\r\n',
        'item1.EMAIL;TYPE=HOME:anna@home.exam\r\n ple\r\nADR;TYPE=WORK:;;Road 1;Wien;;1010;Austria\r\n',
        'PHOTO;ENCODING=b;TYPE=JPEG:AAAA=\r\nNOTE:one\\ntwo\r\nEND:VCARD\r\n',
        'BEGIN:VCARD\nVERSION:4.0\nKIND:individual\nFN:Bert\nTEL;VALUE=uri;TYPE="voice,home":tel:+43-1-2;ext=7\nIMPP:xmpp:bert@x.example\nLANG:de-AT\nTZ:Europe/Vienna\nEND:VCARD\n',
        'BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BC=\nller;J=C3=B6rg\nEND:VCARD\n',
        'BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:Team\nEND:VCARD\n',
      ].join(''),
    )
    const [anna, bert, joerg, team] = list.drafts
    expect(list).toMatchObject({ format: 'vcard', leftOut: ['PHOTO'] })
    expect(anna).toMatchObject({ name: 'Anna Ahn', organisation: 'Harbour, Bakery, IT', note: 'one two' })
    expect(anna && wayWords(anna)).toEqual([
      'mobile +43 660 1',
      'private_mail anna@home.example',
      'address Road 1, Wien, 1010, Austria',
    ])
    expect(bert).toMatchObject({ languages: ['de'], timeZone: 'Europe/Vienna' })
    expect(bert && wayWords(bert)).toEqual(['phone +43-1-2 ext 7', 'messenger xmpp:bert@x.example'])
    expect(joerg?.name).toBe('Jörg Müller')
    expect(team?.refusal).toContain('group')
  })

  test('a directory is read; computers, offices and blocked accounts are nobody, and no file it names is opened', () => {
    const list = read(
      [
        'version: 1\n\ndn: cn=Anna,ou=IT,dc=x\nobjectClass: top\nobjectClass: person\nobjectClass: user\ncn: Anna\ndisplayName:: QW5uYSBBaG4=\n',
        'mobile: +43 660\n  1\nmail: anna@x.example\nmail: a@x.example\npostalAddress: Road 1 $ Wien\njpegPhoto:: /9j/4AAQ\nuserAccountControl: 512\njpegPhoto:< file:///etc/passwd\n\n',
        'dn: cn=PC7,dc=x\nobjectClass: person\nobjectClass: user\nobjectClass: computer\ncn: PC7\n\n',
        'dn: ou=IT,dc=x\nobjectClass: organizationalUnit\nou: IT\n\n',
        '# left\ndn: cn=Left,dc=x\nobjectClass: user\ncn: Left\nuserAccountControl: 514\n\n',
        'dn: cn=Gone,dc=x\nchangetype: delete\n',
      ].join(''),
    )
    const [anna, ...others] = list.drafts
    expect(list).toMatchObject({ format: 'ldif', leftOut: ['jpegphoto'] })
    expect(anna).toMatchObject({ name: 'Anna Ahn' })
    expect(anna && wayWords(anna)).toEqual([
      'mobile +43 660 1',
      'work_mail anna@x.example',
      'work_mail a@x.example',
      'address Road 1, Wien',
    ])
    expect(others.map(({ refusal }) => refusal?.slice(0, 22))).toEqual([
      'This record is a compu',
      'This record is no pers',
      'This account is blocke',
      'This record says "dele',
    ])
  })

  test('what is no list is refused with what to send instead, and so is one that is too long', () => {
    expect(() => read('PK\u0003\u0004whatever')).toThrow('workbook')
    expect(() => read('\u0000\u0001\u0002')).toThrow('No people were found')
    expect(() => read('colour,size\nred,9\n')).toThrow('No people were found')
    expect(() => read('name\n')).toThrow('No people were found')
    const many = `name\n${Array.from({ length: 10_001 }, (_one, at) => `P${at}`).join('\n')}`
    expect(() => read(many)).toThrow('10001 people')
  })
})

describe('what a list would change', () => {
  const way = (kind: Way['kind'], value: string): Way => ({ kind, value, atNight: false, whenDown: true })
  const draft = (row: number, name: string, ways: readonly Way[] = [], organisation = '') =>
    draftOf({ row, name, organisation, ways })
  const known = (id: string, name: string, rest: Partial<Known> = {}): Known => ({
    ...{ id, name, organisation: '', job: '', ways: [], languages: [], timeZone: null, note: '' },
    ...{ canChange: true, isOwn: true },
    ...rest,
  })
  const outcomes = (...of: Parameters<typeof planImport>) =>
    planImport(...of).rows.map(({ row, outcome }) => `${row} ${outcome}`)

  test('the same person twice in a list is taken once; two of one name in two firms are two', () => {
    const list = [
      draft(2, 'Anna', [way('work_mail', 'anna@x.example')]),
      draft(3, 'A. Ahn', [way('private_mail', 'ANNA@x.example')]),
      draft(4, 'Bert', [], 'One'),
      draft(5, 'bert', [], 'Two'),
      draft(6, 'Bert', [], 'one'),
    ]
    expect(outcomes(list, nobody, 'staff')).toEqual([
      '2 added',
      '3 refused',
      '4 added',
      '5 added',
      '6 refused',
    ])
  })

  test('a known person gets new numbers and keeps every word that somebody wrote', () => {
    const anna = known('a', 'Anna', { job: 'Boss', ways: [way('mobile', '+43 660 1')] })
    const again = { ...draft(2, 'anna', [way('mobile', '+43660 1'), way('phone', '12345')]), job: 'Other' }
    const plan = planImport([again], [anna], 'staff')
    expect(plan.filled).toEqual([{ id: 'a', ways: [way('phone', '12345')] }])
    expect(outcomes([draft(2, 'Anna', [way('mobile', '+43 6601')])], [anna], 'staff')).toEqual(['2 same'])
  })

  test('a person who signs in is found by the mailbox; what another register holds, and a name that two share, is left', () => {
    const member = known('m', 'Anna Ahn', { isOwn: false, ways: [way('work_mail', 'anna@x.example')] })
    const supplier = known('s', 'Host', { isOwn: false, canChange: false })
    const list = [
      draft(2, 'Ahn, Anna', [way('work_mail', 'Anna@x.example'), way('mobile', '12345')]),
      draft(3, 'Host', [way('phone', '12345')]),
      draft(4, 'Eve', [way('phone', '12345')]),
    ]
    const plan = planImport(list, [member, supplier, known('1', 'Eve'), known('2', 'Eve')], 'helper')
    expect(plan.rows.map(({ outcome }) => outcome)).toEqual(['changed', 'refused', 'refused'])
    expect(plan.filled).toMatchObject([{ id: 'm', ways: [{ value: '12345' }] }])
  })
})

test('ten thousand rows, formulas and doubles among them, are planned whole; the same list again changes nothing', () => {
  const house = (n: number) => `Shop ${n}`
  const rows = Array.from({ length: 9_998 }, (_, n) => `Eva Muster,${house(n)},+43 660 ${100_000 + n}`)
  const csv = [
    'name,organisation,mobile',
    ...rows,
    '"=cmd|calc",X,1',
    'Eva Muster,Shop 7,+43 660 100007',
  ].join('\n')
  const { drafts } = read(csv)
  expect(drafts).toHaveLength(10_000)
  const plan = planImport(drafts, nobody, 'staff')
  expect(plan.fresh).toHaveLength(9_998)
  expect(plan.rows.filter(({ outcome }) => outcome === 'refused').map(({ row }) => row)).toEqual([
    10_000, 10_001,
  ])
  const known = plan.fresh.map(({ draft }, n): Known => {
    const { name, organisation, job, ways, languages, timeZone, note } = draft
    return {
      ...{ id: String(n), name, organisation, job, ways, languages, timeZone, note },
      canChange: true,
      isOwn: true,
    }
  })
  const again = planImport(drafts, known, 'staff')
  expect([again.fresh, again.filled]).toEqual([[], []])
  expect(again.rows.filter(({ outcome }) => outcome === 'same')).toHaveLength(9_998)
  expect(() => read(`${csv}\nOne more,X,1`)).toThrow('at most 10000 at a time')
})
