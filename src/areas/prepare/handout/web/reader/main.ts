import type { Handout, HandoutLanguage } from '../../contract.ts'
import { signerOf } from '../../rules/signature.ts'
import { checkSignatureHere, ciphersHere } from '../ciphers.ts'
import { openFile, type SealedFile } from '../sealed-file.ts'
import { labelsIn, type Labels } from './labels.ts'
import { showOnly } from './search.ts'
import { element, shownSections } from './shown.ts'

// The page inside the offline copy. It is opened from a stick or out of a mail, with no server behind it: everything
// it needs is in the one file, and it asks for nothing else (the CSP of the file forbids it).

/** What stands in the file: the sealed words, and what tells one copy from another before it is opened. */
export interface OfflineCopy extends SealedFile {
  readonly language: HandoutLanguage
  readonly madeAt: string
  readonly code: string
}

/** After so long without a touch, the words are taken from the screen. */
const lockAfterMs = 15 * 60_000

const root = document.querySelector<HTMLElement>('#root')
const copy = readCopy()
if (root && copy) {
  document.documentElement.lang = copy.language
  askPassphrase(root, copy, labelsIn(copy.language))
}

function readCopy(): OfflineCopy | undefined {
  try {
    // Made by the page that seals; a file that somebody cut short is no JSON, or does not open.
    return JSON.parse(document.querySelector('#sealed')?.textContent ?? '') as OfflineCopy
  } catch {
    if (root) root.textContent = `${labelsIn('en').damaged} / ${labelsIn('de').damaged}`
    return undefined
  }
}

function askPassphrase(place: HTMLElement, copy: OfflineCopy, labels: Labels): void {
  const field = element('input', { id: 'passphrase' })
  field.type = 'text'
  field.autocomplete = 'off'
  field.autocapitalize = 'none'
  field.spellcheck = false
  const label = element('label', { textContent: labels.passphrase })
  label.htmlFor = field.id
  const button = element('button', { textContent: labels.open })
  const failure = element('p', { className: 'failure' })
  failure.setAttribute('role', 'alert')
  const form = element('form', {}, label, field, button, failure)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    button.disabled = true
    button.textContent = labels.opening
    failure.textContent = ''
    void opened(field.value, copy).then((result) => {
      button.disabled = false
      button.textContent = labels.open
      if (typeof result !== 'string') {
        const isWhole = result.signer !== undefined && isLabelled(copy, result.handout)
        return isWhole ? show(place, copy, result, labels) : warn(place, copy, result, labels)
      }
      failure.textContent = labels[result]
      field.focus()
      field.select()
    })
  })
  place.replaceChildren(
    element('h1', { textContent: labels.title }),
    element('p', { className: 'dim', textContent: dateAndCode(copy, labels) }),
    element('p', { textContent: labels.lead }),
    form,
  )
  field.focus()
}

interface Opened {
  readonly handout: Handout
  /** Code of the key that signed the words; undefined when they are not what was signed. */
  readonly signer: string | undefined
}

async function opened(
  passphrase: string,
  copy: OfflineCopy,
): Promise<Opened | 'wrong' | 'damaged' | 'newer'> {
  try {
    const result = await openFile(ciphersHere(), passphrase, copy)
    if (result.outcome === 'wrong_passphrase') return 'wrong'
    if (result.outcome !== 'opened') return result.outcome
    // Sealed by us, or by a forger who knows the passphrase: that tells the signature.
    const handout = JSON.parse(result.words) as Handout
    return { handout, signer: await signerOf(handout, checkSignatureHere) }
  } catch {
    return 'damaged'
  }
}

/** What stands open on the file, before the passphrase, is what the signed words say as well. */
function isLabelled(copy: OfflineCopy, { code, madeAt, language }: Handout): boolean {
  return copy.code === code && copy.madeAt === madeAt && copy.language === language
}

/** A number that somebody slipped in is worse than none: nothing is shown before a person insists. */
function warn(place: HTMLElement, copy: OfflineCopy, result: Opened, labels: Labels): void {
  const message = element('p', { className: 'failure', textContent: labels.changed })
  message.setAttribute('role', 'alert')
  place.replaceChildren(
    element('h1', { textContent: labels.title }),
    message,
    element('p', { textContent: labels.changedWhy }),
    button(labels.showAnyway, () => {
      try {
        show(place, copy, { ...result, signer: undefined }, labels)
      } catch {
        // What a forger put there need not even have sections.
        message.textContent = labels.damaged
      }
    }),
  )
  scrollTo(0, 0)
}

/** Says under which key it was signed, or again that it was not. */
function standing({ signer }: Opened, labels: Labels): HTMLElement {
  if (signer === undefined) return element('p', { className: 'failure', textContent: labels.changed })
  return element(
    'p',
    { className: 'signed' },
    `✓ ${labels.signed} `,
    element('code', { textContent: signer }),
    element('span', { className: 'dim', textContent: ` ${labels.compare}` }),
  )
}

function show(place: HTMLElement, copy: OfflineCopy, result: Opened, labels: Labels): void {
  const { handout } = result
  const sections = shownSections(handout, labels)
  const search = element('input', { id: 'search' })
  search.type = 'search'
  const searchLabel = element('label', { textContent: labels.search })
  searchLabel.htmlFor = search.id
  const none = element('p', { className: 'failure', textContent: labels.none })
  none.hidden = true
  search.addEventListener('input', () => {
    none.hidden = showOnly(sections, search.value) > 0
  })
  const lock = () => {
    document.title = labels.title
    askPassphrase(place, copy, labels)
  }
  const tools = element('div', { className: 'tools' }, searchLabel, search)
  tools.append(
    button(labels.larger, () => document.documentElement.classList.toggle('large')),
    button(labels.print, () => print()),
    button(labels.lock, lock),
  )
  const made = `${dateAndCode(handout, labels)}, ${labels.by} ${handout.madeBy}`
  place.replaceChildren(
    element('h1', { textContent: handout.organisation }),
    element('p', { className: 'dim', textContent: made }),
    standing(result, labels),
    tools,
    none,
    sections,
  )
  document.title = `${handout.organisation}: ${labels.title}`
  scrollTo(0, 0)
  unfoldForPrint(place)
  lockLater(lock)
}

function button(words: string, act: () => void): HTMLButtonElement {
  const made = element('button', { textContent: words, className: 'quiet' })
  made.type = 'button'
  made.addEventListener('click', act)
  return made
}

/** A folded card on paper helps nobody. */
function unfoldForPrint(place: HTMLElement): void {
  addEventListener('beforeprint', () => {
    for (const card of place.querySelectorAll('details')) card.open = true
  })
}

function lockLater(lock: () => void): void {
  let timer = setTimeout(lock, lockAfterMs)
  const stay = () => {
    clearTimeout(timer)
    timer = setTimeout(lock, lockAfterMs)
  }
  for (const name of ['pointerdown', 'keydown', 'scroll'] as const)
    addEventListener(name, stay, { passive: true })
}

type Labelled = Pick<Handout, 'madeAt' | 'code' | 'language'>

function dateAndCode({ madeAt, code, language }: Labelled, labels: Labels): string {
  const day = new Date(madeAt).toLocaleString(language === 'de' ? 'de-DE' : 'en-GB', {
    dateStyle: 'long',
    timeStyle: 'short',
  })
  return `${labels.made} ${day} · ${labels.code} ${code}`
}
