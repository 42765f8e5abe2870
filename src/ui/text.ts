import { use, useEffect, useSyncExternalStore } from 'react'
import { sentenceOf, type Catalogue, type Values } from './catalogue.ts'
import { keep, kept } from './kept.ts'

type LoadCatalogue = () => Promise<Catalogue>
/** Says the sentence for a key; `values` fill its `{{names}}`, `count` picks the plural. */
export type Say = (key: string, values?: Values) => string

const loaders = new Map<string, Record<string, LoadCatalogue>>()
const loading = new Map<string, Promise<void>>()
const listeners = new Set<() => void>()
const fallbackLanguage = 'en'
const catalogues = new Map<string, Catalogue>()
let language = fallbackLanguage
/** Words of the organisation in the place of ours: key, then language. */
let ownWords: OwnWords = {}

/** By key, in whichever namespace it stands; then by language. */
export type OwnWords = Readonly<Record<string, Readonly<Record<string, string>>>>

/** Tells where the catalogues of a namespace are, by language. A room's namespace is its folder's name. */
export function registerMessages(namespace: string, byLanguage: Record<string, LoadCatalogue>): void {
  loaders.set(namespace, byLanguage)
}

/** Languages that the interface itself has, the browser's own names beside them. */
export function languagesOffered(): { readonly code: string; readonly name: string }[] {
  return Object.keys(loaders.get('ui') ?? {}).map((code) => ({
    code,
    name: new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code,
  }))
}

/** Picks the language: the person's choice, then the browser's wishes, then English; loads the ui's words. */
export async function startLanguage(): Promise<void> {
  const wishes = [kept('language') ?? '', ...navigator.languages].map((tag) => tag.split('-')[0] ?? '')
  const offered = languagesOffered().map(({ code }) => code)
  await changeLanguage(wishes.find((wish) => offered.includes(wish)) ?? fallbackLanguage)
}

/** Switches every text on the page; remembers it when a person chose it. */
export async function changeLanguage(next: string, remember = false): Promise<void> {
  if (remember) keep('language', next)
  const shown = [...new Set([...loading.keys()].map((key) => key.split('/')[0] ?? 'ui')), 'ui']
  await Promise.all(shown.map((namespace) => loaded(namespace, next)))
  language = next
  document.documentElement.lang = next
  for (const listener of listeners) listener()
}

/** The words of a namespace in the current language. Waits (Suspense) for its catalogue the first time. */
export function useText(namespace: string): Say {
  use(loaded(namespace, useLanguage()))
  useSyncExternalStore(subscribe, () => ownWords)
  return (key, values) => textOf(namespace, key, values)
}

/** Puts words of the organisation in the place of ours, on every page; a language that it has none for keeps ours. */
export function useOwnWords(words: OwnWords | undefined): void {
  useEffect(() => {
    ownWords = words ?? {}
    for (const listener of listeners) listener()
  }, [words])
}

/** The language shown now, as a tag; renders anew when it changes. */
export function useLanguage(): string {
  return useSyncExternalStore(subscribe, () => language)
}

/** The words outside a component, once their catalogue is loaded; the key itself before that. */
export function textOf(namespace: string, key: string, values?: Values): string {
  const own = ownWords[key]?.[language]
  if (own !== undefined) return own
  for (const code of [language, fallbackLanguage]) {
    const catalogue = catalogues.get(`${namespace}/${code}`)
    const sentence = catalogue && sentenceOf(catalogue, key, code, values)
    if (sentence !== undefined) return sentence
  }
  console.error(`missingKey: ${namespace} has no sentence for ${key}`)
  return key
}

/** Whether a sentence stands under this key, for what may be newer than the words; its catalogue has to be loaded. */
export function hasText(namespace: string, key: string): boolean {
  return [language, fallbackLanguage].some((code) => {
    const catalogue = catalogues.get(`${namespace}/${code}`)
    return catalogue !== undefined && sentenceOf(catalogue, key, code, { count: 1 }) !== undefined
  })
}

function loaded(namespace: string, wanted: string): Promise<void> {
  const id = `${namespace}/${wanted}`
  const known = loading.get(id)
  if (known) return known
  const promise = load(namespace, wanted)
  loading.set(id, promise)
  // A catalogue that failed to arrive is asked for again the next time.
  promise.catch(() => loading.delete(id))
  return promise
}

async function load(namespace: string, wanted: string): Promise<void> {
  const sources = loaders.get(namespace)
  if (!sources) throw new Error(`No messages are registered for ${namespace}`)
  // English beside it, so that a language file that lags behind shows English and not a key.
  await Promise.all(
    [...new Set([wanted, fallbackLanguage])].map(async (code) => {
      const catalogue = await sources[code]?.()
      if (catalogue) catalogues.set(`${namespace}/${code}`, catalogue)
    }),
  )
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
