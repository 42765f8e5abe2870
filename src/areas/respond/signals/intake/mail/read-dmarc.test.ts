import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { extract } from 'tar-stream'
import { expect, test } from 'vitest'
import { noTestData, testData } from '../../../../../../tests/data.ts'
import { readDmarc } from './read-dmarc.ts'
import { readMailSource } from './read-mail-source.ts'

const nobody = { domains: [], people: [] }
const record = (ip: string, count: number, dkim: string, spf: string) =>
  `<record><row><source_ip>${ip}</source_ip><count>${count}</count><policy_evaluated><disposition>none</disposition><dkim>${dkim}</dkim><spf>${spf}</spf></policy_evaluated></row><identifiers><header_from>bakery.test</header_from></identifiers></record>`
const report = (...records: string[]) =>
  `<?xml version="1.0"?><feedback><report_metadata><org_name>Big Mail</org_name><report_id>7</report_id><date_range><begin>1772000000</begin><end>1772086400</end></date_range></report_metadata><policy_published><domain>bakery.test</domain><p>none</p></policy_published>${records.join('')}</feedback>`

test('a lead reads who sends mail in the name of the firm, one line for each address, worst first', () => {
  const xml = report(
    record('192.0.2.1', 2, 'fail', 'fail'),
    record('192.0.2.9', 5, 'fail', 'fail'),
    record('192.0.2.1', 1, 'fail', 'fail'),
    record('198.51.100.1', 90, 'pass', 'fail'),
  )
  const plain = readDmarc(Buffer.from(xml))

  expect(plain?.signals.map(({ title, labels }) => [title, labels['count']])).toEqual([
    ['Mail in the name of bakery.test from 192.0.2.9 failed its checks', '5'],
    ['Mail in the name of bakery.test from 192.0.2.1 failed its checks', '3'],
  ])
  expect(plain?.signals[0]).toMatchObject({ severity: 'medium', said: { at: new Date(1_772_086_400_000) } })
  expect(readDmarc(gzipSync(xml))?.signals).toEqual(plain?.signals)
  expect(readDmarc(Buffer.from(report(record('198.51.100.1', 90, 'pass', 'fail'))))?.signals).toMatchObject([
    { title: 'All mail in the name of bakery.test passed its checks', severity: 'low' },
  ])
})

test('a bomb, an entity and what is no report do no harm', () => {
  expect(
    readDmarc(gzipSync(Buffer.concat([Buffer.from('<feedback>'), Buffer.alloc(30 * 1024 * 1024, 'a')]))),
  ).toBeUndefined()
  const entities = `<!DOCTYPE f [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>${report(record('&b;', 1, 'fail', 'fail')).replace('<?xml version="1.0"?>', '')}`
  expect(JSON.stringify(readDmarc(Buffer.from(entities)))).not.toContain('aaaaaaaaaa')
  expect(readDmarc(Buffer.from('<html></html>'))).toBeUndefined()
  expect(readDmarc(Buffer.from('PK\u0003\u0004broken'))).toBeUndefined()
  expect(readDmarc(Buffer.from('<feedback><record>'))?.faults).toHaveLength(1)
})

test('real reports are read or kept aside, as files and as mails', async (context) => {
  const folder = testData('dmarc')
  if (folder === undefined) return context.skip(noTestData('dmarc'))
  const archive = readdirSync(folder).find((name) => name.endsWith('.tar.gz')) ?? ''
  const read = new Map<string, string>()
  const reader = extract()
  reader.end(gunzipSync(readFileSync(join(folder, archive))))
  for await (const entry of reader) {
    const parts: Buffer[] = []
    for await (const part of entry) parts.push(part as Buffer) // a tar entry streams buffers
    if (entry.header.type !== 'file' || !entry.header.name.includes('/aggregate/')) continue
    const { signals, faults } = await readMailSource(Buffer.concat(parts), nobody)
    read.set(entry.header.name, signals[0]?.title ?? `kept aside: ${faults[0]?.reason ?? ''}`)
  }
  const told = [...read.values()].filter(
    (title) => title.startsWith('Mail in the name') || title.startsWith('All mail'),
  )

  expect(read.size).toBeGreaterThan(8)
  expect(told.length, JSON.stringify([...read], undefined, 1)).toBeGreaterThanOrEqual(read.size - 2)
})
