import { sentenceOf, type Catalogue } from '../../../../ui/catalogue.ts'
import { isInnerPath } from '../rules/delivery.ts'

/** What is shown of a push message: no content of an incident, which a locked screen would show to anyone. */
export interface ShownMessage {
  readonly title: 'Muster'
  readonly body: string
  /** Where a tap leads, on this origin. */
  readonly path: string
  /** The same news again takes the place of the earlier one. */
  readonly tag: string
}

/**
 * Reads what the server sealed for this device. Whatever it is, something is shown: a browser takes the permission
 * away from a worker that receives and stays silent.
 * @param catalogues the room's words by language; English stands in for a language or kind that has none
 */
export function shownMessage(
  payload: string,
  language: string,
  catalogues: Readonly<Record<string, Catalogue>>,
): ShownMessage {
  const { kind, path, id } = fieldsOf(payload)
  const sentence = (key: string) =>
    [language, 'en']
      .map((code) => catalogues[code] && sentenceOf(catalogues[code], `push.${key}`, code))
      .find((found) => found !== undefined)
  return {
    title: 'Muster',
    body: sentence(kind) ?? sentence('other') ?? '',
    path: isInnerPath(path) ? path : '/',
    tag: id,
  }
}

function fieldsOf(payload: string): { kind: string; path: string; id: string } {
  let read: unknown
  try {
    read = JSON.parse(payload)
  } catch {
    read = undefined
  }
  const field = (name: string): string => {
    const value: unknown =
      typeof read === 'object' && read !== null && Object.hasOwn(read, name)
        ? Reflect.get(read, name)
        : undefined
    return typeof value === 'string' ? value : ''
  }
  return { kind: field('kind'), path: field('path'), id: field('id') }
}
