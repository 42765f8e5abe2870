import { mostImported } from '../contract/imports.ts'
import { decoded } from '../../../../base/text-of-bytes.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import type { ReadList } from './draft.ts'
import { readLdif } from './ldif.ts'
import { readTable } from './table.ts'
import { readVcards } from './vcard.ts'

/**
 * Reads a list of people, whatever it is; what it is stands in its bytes.
 * @throws Refusal `invalid` for what is no list, or too long a one
 */
export function readList(bytes: Uint8Array): ReadList & { readonly encoding: string } {
  const { text, encoding } = decoded(bytes)
  const list = readText(text)
  if (list === undefined || list.drafts.length === 0)
    refuse(
      'invalid',
      text.startsWith('PK')
        ? 'This is a workbook. Save it as CSV (comma separated) in your spreadsheet and send that file.'
        : 'No people were found in this file. Send a CSV whose first row names the columns (one of them "name"), a vCard (.vcf) or an LDIF file.',
      { reason: 'no_list' },
    )
  refuseUnless(
    list.drafts.length <= mostImported,
    'invalid',
    `These are ${list.drafts.length} people; at most ${mostImported} at a time. Send them in parts.`,
  )
  return { ...list, encoding }
}

function readText(text: string): ReadList | undefined {
  if (/^BEGIN:VCARD\s*$/im.test(text.slice(0, 2000))) return readVcards(text)
  if (/^(version: ?1\s*\n|dn::? )/im.test(text.slice(0, 2000))) return readLdif(text)
  if (text.startsWith('PK')) return undefined
  return readTable(text)
}
