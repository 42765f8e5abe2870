import { Doc, encodeStateAsUpdate } from 'yjs'
import type { Act } from './company.ts'
import type { Example, Site } from './requests.ts'

/** One page of the notes of a case, with the marker in its name and in its words, kept in two versions. */
export async function newNotePage(act: Act, { id, marker }: { id: string; marker: string }): Promise<string> {
  const page = String((await act('openNotePage', { id, title: `Page ${marker}` }))['id'])
  for (const words of [`Words ${marker}`, `More words ${marker}`]) {
    await act('writeNotePage', { id, page, change: typed(words) })
    await act('keepNoteVersion', { id, page })
  }
  return page
}

/** As a browser sends what somebody typed. */
function typed(words: string): string {
  const doc = new Doc()
  doc.getText('text').insert(0, words)
  return Buffer.from(encodeStateAsUpdate(doc)).toString('base64')
}

/** On a page of its own in a new case, or on the one that stands there. */
function onPage(rest: (marker: string) => Record<string, unknown> = () => ({})): Example {
  return {
    fresh: async ({ act, make, company: { marker } }: Site) => {
      const id = await make.incident()
      return { input: { id, page: await newNotePage(act, { id, marker }), ...rest(marker) } }
    },
    standing: ({ ids, marker }) => ({
      input: { id: ids.incident, page: ids.notePage, ...rest(marker) },
    }),
  }
}

export const noteRequests: Readonly<Record<string, Example>> = {
  listNotePages: {
    fresh: ({ company }) => ({ input: { id: company.ids.incident } }),
    standing: ({ ids }) => ({ input: { id: ids.incident } }),
  },
  openNotePage: {
    fresh: async ({ make }) => ({ input: { id: await make.incident(), title: 'Call with the insurer' } }),
    standing: ({ ids }) => ({ input: { id: ids.incident, title: 'Call with the insurer' } }),
  },
  renameNotePage: onPage(() => ({ title: 'Another name' })),
  archiveNotePage: onPage(() => ({ isArchived: true })),
  readNotePage: onPage(),
  writeNotePage: onPage((marker) => ({ change: typed(`Typed ${marker}`) })),
  keepNoteVersion: onPage(() => ({ bringBack: 1 })),
  listNoteVersions: onPage(),
  readNoteVersion: onPage(() => ({ number: 1 })),
}
