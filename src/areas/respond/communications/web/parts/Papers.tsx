import { Button } from '@mantine/core'
import { useState } from 'react'
import { CallError } from '../../../../../ui/call-error.ts'
import { callForFile } from '../../../../../ui/client.ts'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import { saveFile } from '../../../../../ui/transfer.ts'
import { printStatement, type Statement, type StatementBoard } from '../../contract/statements.ts'
import classes from './statements.module.css'

type What = 'statement' | 'letters' | 'telephone' | 'answers' | 'proof'

/** What can be printed or handed over. Thousands of letters come file by file, and say how far they are. */
export function Papers({
  board,
  statement,
}: {
  readonly board: StatementBoard
  readonly statement: Statement
}) {
  const text = useText('communications')
  const [busy, setBusy] = useState<What>()
  const [said, setSaid] = useState<{ tone: 'bad' | 'good'; words: string }>()
  const make = async (what: What) => {
    setBusy(what)
    setSaid(undefined)
    try {
      for (let part = 1; ; part += 1) {
        const about = { id: board.incidentId, statement: statement.id }
        const file = await callForFile(printStatement, { ...about, what, part }).catch((error: unknown) => {
          // After the last letter there is none.
          if (part > 1 && error instanceof CallError && error.kind === 'not_found') return undefined
          throw error
        })
        if (file === undefined) break
        saveFile(file.bytes, file.name ?? `${what}-${part}.pdf`)
        if (what !== 'letters') break
        setSaid({ tone: 'good', words: text('papers.letters', { count: part * 1000 }) })
      }
    } catch (error) {
      setSaid({ tone: 'bad', words: error instanceof CallError ? error.message : text('say.failed') })
    }
    setBusy(undefined)
  }
  const isOut = statement.state === 'released'
  const papers: What[] = isOut
    ? ['statement', 'letters', 'telephone', 'answers', 'proof']
    : ['statement', 'telephone', 'answers']
  if (!board.can.draft) return null
  return (
    <Section title={text('papers.title')}>
      <div className={classes.buttons}>
        {papers.map((what) => (
          <Button
            key={what}
            variant="default"
            className={classes.act}
            loading={busy === what}
            onClick={() => void make(what)}
          >
            {text(`papers.${what}Make`)}
          </Button>
        ))}
      </div>
      {said && <Notice tone={said.tone}>{said.words}</Notice>}
    </Section>
  )
}
