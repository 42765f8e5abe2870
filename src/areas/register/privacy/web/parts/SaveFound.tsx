import { Button } from '@mantine/core'
import { call } from '../../../../../ui/client.ts'
import { useMaking } from '../../../../../ui/making.ts'
import { saveFile } from '../../../../../ui/transfer.ts'
import { useText, type Say } from '../../../../../ui/text.ts'
import { getDataRequest, type DataRequestDetail } from '../../contract.ts'
import lines from '../../../../../ui/lists/lines.module.css'

/** What the person asked for (GDPR Art. 15), as a file for programs and as a page for people: each text in full. */
export function SaveFound({ id }: { readonly id: string }) {
  const text = useText('privacy')
  const { make, isBusy, failure } = useMaking(async (kind: keyof typeof kinds) => {
    const found = await call(getDataRequest, { id, whole: 'true' })
    const { type, bodyOf } = kinds[kind]
    saveFile(new Blob([bodyOf(text, found)], { type }), `data-request-${found.number}.${kind}`)
  })
  return (
    <span className={lines.acts} data-no-print>
      <Button variant="default" loading={isBusy} onClick={() => make('json')}>
        {text('request.saveJson')}
      </Button>
      <Button variant="default" loading={isBusy} onClick={() => make('html')}>
        {text('request.savePage')}
      </Button>
      {failure !== undefined && <span role="alert">{failure}</span>}
    </span>
  )
}

const kinds = {
  json: { type: 'application/json', bodyOf: dataOfFound },
  html: { type: 'text/html', bodyOf: pageOfFound },
} as const

function dataOfFound(text: Say, found: DataRequestDetail): string {
  const { number, name, receivedOn, words, rooms, isCut } = found
  const note = isCut ? { note: text('found.cutFile') } : {}
  return JSON.stringify({ request: number, name, receivedOn, words, isCut, ...note, rooms }, null, 2)
}

/** A page of its own that loads nothing and runs nothing; whatever was found stands there as text. */
function pageOfFound(text: Say, { name, words, rooms, isCut }: DataRequestDetail): string {
  const parts = rooms.map(({ room, places }) => {
    const found = places.map(
      ({ excerpt, at }) => `<li>${plain(excerpt)}${at === null ? '' : ` (${at})`}</li>`,
    )
    return `<h2>${plain(text(`room.${room}`))}</h2><ul>${found.join('')}</ul>`
  })
  const title = plain(`${text('found.title')}: ${name}`)
  const looked = plain(text('request.looking', { words: words.map((word) => word.text).join(' · ') }))
  const cut = isCut ? `<p><strong>${plain(text('found.cutFile'))}</strong></p>` : ''
  return `<!doctype html><meta charset="utf-8"><title>${title}</title><h1>${title}</h1><p>${looked}</p>${cut}${parts.join('')}`
}

function plain(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
