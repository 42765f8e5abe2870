import { Button } from '@mantine/core'
import { saveFile } from '../../../../../ui/transfer.ts'
import { useText, type Say } from '../../../../../ui/text.ts'
import type { DataRequestDetail } from '../../contract.ts'
import lines from '../../../../../ui/lists/lines.module.css'

/** What the person asked for (GDPR Art. 15): the same places as a file for programs and as a page for people. */
export function SaveFound({ request }: { readonly request: DataRequestDetail }) {
  const text = useText('privacy')
  const { number, name, receivedOn, words, rooms, isCut } = request
  const save = (bytes: string, type: string, end: string) =>
    saveFile(new Blob([bytes], { type }), `data-request-${number}.${end}`)
  return (
    <span className={lines.acts} data-no-print>
      <Button
        variant="default"
        onClick={() =>
          save(
            JSON.stringify({ request: number, name, receivedOn, words, isCut, rooms }, null, 2),
            'application/json',
            'json',
          )
        }
      >
        {text('request.saveJson')}
      </Button>
      <Button variant="default" onClick={() => save(pageOfFound(text, request), 'text/html', 'html')}>
        {text('request.savePage')}
      </Button>
    </span>
  )
}

/** A page of its own that loads nothing and runs nothing; whatever was found stands there as text. */
function pageOfFound(text: Say, { name, words, rooms }: DataRequestDetail): string {
  const parts = rooms.map(({ room, places }) => {
    const found = places.map(
      ({ excerpt, at }) => `<li>${plain(excerpt)}${at === null ? '' : ` (${at})`}</li>`,
    )
    return `<h2>${plain(text(`room.${room}`))}</h2><ul>${found.join('')}</ul>`
  })
  const title = plain(`${text('found.title')}: ${name}`)
  const looked = plain(text('request.looking', { words: words.map((word) => word.text).join(' · ') }))
  return `<!doctype html><meta charset="utf-8"><title>${title}</title><h1>${title}</h1><p>${looked}</p>${parts.join('')}`
}

function plain(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
