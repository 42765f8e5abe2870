import type { Handout } from '../contract.ts'
import { ciphersHere } from './ciphers.ts'
import type { OfflineCopy } from './reader/main.ts'
import { sealFile } from './sealed-file.ts'

/** The page that every copy carries, as the build made it; its script and style are named in its own CSP by hash. */
const readerAddress = '/handout-reader.html'
const place = '{{sealed}}'

/**
 * The whole file: the page, and in it the words under the passphrase, which does not leave this browser.
 * @throws Error when the page does not come whole
 */
export async function offlineFile(handout: Handout, passphrase: string): Promise<Blob> {
  const answer = await fetch(readerAddress, { cache: 'no-store', redirect: 'error' })
  const page = await answer.text()
  if (!answer.ok || !page.includes(place)) throw new Error('The page of the copy did not come.')
  const sealed = await sealFile(ciphersHere(), passphrase, JSON.stringify(handout))
  const { language, madeAt, code } = handout
  const copy: OfflineCopy = { language, madeAt, code, ...sealed }
  // Base64, a date and a code: no letter of it could end the element that it stands in.
  const words = JSON.stringify(copy).replaceAll('<', '\\u003c')
  return new Blob([page.replace(place, () => words)], { type: 'text/html' })
}

/** As `muster-offline-copy-harbour-print-2026-11-22.html`: letters that every system can have in a name. */
export function offlineFileName({ organisation, madeAt }: Handout): string {
  const name = organisation
    .normalize('NFKD')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .toLowerCase()
  return `muster-offline-copy-${name === '' ? 'copy' : name}-${madeAt.slice(0, 10)}.html`
}
