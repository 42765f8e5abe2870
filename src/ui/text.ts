import i18next, { type TOptions } from 'i18next'
import { use, useSyncExternalStore } from 'react'
import { keep, kept } from './kept.ts'

/** A catalogue as its JSON file holds it: keys to sentences, nested where that reads better. */
export interface Catalogue {
  readonly [key: string]: string | Catalogue
}
type LoadCatalogue = () => Promise<Catalogue>
/** Says the sentence for a key; `values` fill its `{{names}}`, `count` picks the plural. */
export type Say = (key: string, values?: TOptions) => string

const loaders = new Map<string, Record<string, LoadCatalogue>>()
const loading = new Map<string, Promise<void>>()
const listeners = new Set<() => void>()
const fallbackLanguage = 'en'

void i18next.init({
  lng: fallbackLanguage,
  fallbackLng: fallbackLanguage,
  ns: [],
  resources: {},
  initAsync: false,
  // React escapes what it renders.
  interpolation: { escapeValue: false },
  returnNull: false,
})

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
export async function changeLanguage(language: string, remember = false): Promise<void> {
  if (remember) keep('language', language)
  const shown = [...new Set([...loading.keys()].map((key) => key.split('/')[0] ?? 'ui')), 'ui']
  await Promise.all(shown.map((namespace) => loaded(namespace, language)))
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
  for (const listener of listeners) listener()
}

/** The words of a namespace in the current language. Waits (Suspense) for its catalogue the first time. */
export function useText(namespace: string): Say {
  const language = useLanguage()
  use(loaded(namespace, language))
  return (key, values) => textOf(namespace, key, values)
}

/** The language shown now, as a tag; renders anew when it changes. */
export function useLanguage(): string {
  return useSyncExternalStore(subscribe, () => i18next.language)
}

/** The words outside a component, once their catalogue is loaded; the key itself before that. */
export function textOf(namespace: string, key: string, values?: TOptions): string {
  return i18next.t(key, { ns: namespace, ...values })
}

export function currentLanguage(): string {
  return i18next.language
}

function loaded(namespace: string, language: string): Promise<void> {
  const id = `${namespace}/${language}`
  const known = loading.get(id)
  if (known) return known
  const promise = load(namespace, language)
  loading.set(id, promise)
  // A catalogue that failed to arrive is asked for again the next time.
  promise.catch(() => loading.delete(id))
  return promise
}

async function load(namespace: string, language: string): Promise<void> {
  const sources = loaders.get(namespace)
  if (!sources) throw new Error(`No messages are registered for ${namespace}`)
  // English beside it, so that a language file that lags behind shows English and not a key.
  await Promise.all(
    [...new Set([language, fallbackLanguage])].map(async (code) => {
      const catalogue = await sources[code]?.()
      if (catalogue) i18next.addResourceBundle(code, namespace, catalogue, true, true)
    }),
  )
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
