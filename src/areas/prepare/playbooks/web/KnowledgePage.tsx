import { Button, FileButton, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answerKey, useAnswer } from '../../../../ui/answers.ts'
import { CallError } from '../../../../ui/call-error.ts'
import { Card, Cards } from '../../../../ui/kit/Card.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { showDone } from '../../../../ui/kit/notices.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { UploadProgress } from '../../../../ui/kit/UploadProgress.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useMay } from '../../../../ui/session.ts'
import { useText } from '../../../../ui/text.ts'
import { upload } from '../../../../ui/transfer.ts'
import {
  importKnowledge,
  knowledgeNames,
  listKnowledge,
  suggestCountermeasures,
} from '../contract/knowledge.ts'
import classes from './playbook.module.css'

/** The two official lists: which are here, and how an owner brings them in. Nothing is fetched from outside. */
export function KnowledgePage() {
  const text = useText('playbooks')
  const answer = useAnswer(listKnowledge, {})
  const mayImport = useMay('knowledge.import')
  return (
    <Page title={text('lists.title')} lead={text('lists.lead')}>
      {answer.error && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Loading />}
      {answer.data && (
        <Section title={text('lists.here')}>
          <Cards>
            {knowledgeNames.map((name) => {
              const set = answer.data.items.find((one) => one.name === name)
              return (
                <Card key={name} title={text(`lists.${name}`)}>
                  <p>{text(`lists.${name}Lead`)}</p>
                  {set === undefined ? (
                    <p className={classes.dim}>{text('lists.none')}</p>
                  ) : (
                    <p className={classes.dim}>
                      {text('lists.have', { version: set.version, count: set.entries })} {set.importedBy}{' '}
                      <TimeText at={set.importedAt} />
                    </p>
                  )}
                </Card>
              )
            })}
          </Cards>
        </Section>
      )}
      {mayImport && <BringIn />}
    </Page>
  )
}

function BringIn() {
  const text = useText('playbooks')
  const client = useQueryClient()
  const [version, setVersion] = useState('')
  const [failure, setFailure] = useState<string>()
  const [sending, setSending] = useState<{ name: string; sent: number; total: number }>()
  const send = async (file: File | null) => {
    if (file === null) return
    setFailure(undefined)
    setSending({ name: file.name, sent: 0, total: file.size })
    try {
      const input = {
        name: file.name.slice(0, 200),
        ...(version.trim() !== '' && { version: version.trim() }),
      }
      await upload(importKnowledge, input, file, {
        onProgress: (sent, total) => setSending({ name: file.name, sent, total }),
      })
      showDone(text('lists.done'))
      await client.invalidateQueries({ queryKey: answerKey(listKnowledge) })
      await client.invalidateQueries({ queryKey: answerKey(suggestCountermeasures) })
    } catch (error) {
      if (!(error instanceof CallError)) throw error
      setFailure(error.message)
    } finally {
      setSending(undefined)
    }
  }
  return (
    <Section title={text('lists.bring')}>
      <p>{text('lists.bringHow')}</p>
      <TextInput
        label={text('lists.version')}
        description={text('lists.versionHint')}
        maxLength={10}
        w="12rem"
        value={version}
        onChange={(event) => setVersion(event.currentTarget.value)}
      />
      {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
      {sending !== undefined && <UploadProgress {...sending} />}
      <div className={classes.buttons}>
        <FileButton onChange={(file) => void send(file)} accept=".json,.gz,application/json,application/gzip">
          {(props) => (
            <Button {...props} loading={sending !== undefined}>
              {text('lists.choose')}
            </Button>
          )}
        </FileButton>
      </div>
    </Section>
  )
}
