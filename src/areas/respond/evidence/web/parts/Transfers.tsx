import { Button } from '@mantine/core'
import { useRef } from 'react'
import { useAct, useAnswer } from '../../../../../ui/answers.ts'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { sizeWords } from '../../../../../ui/kit/size-words.ts'
import { UploadProgress } from '../../../../../ui/kit/UploadProgress.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import { dropUpload, listUploads, type Upload } from '../../contract/upload.ts'
import type { TransferList } from './transfers.ts'
import classes from './evidence.module.css'

interface TransfersProps {
  readonly incidentId: string
  readonly transfers: TransferList
}

/** Files on their way, those that did not arrive, and those that another page or day began. */
export function Transfers({ incidentId, transfers }: TransfersProps) {
  const text = useText('evidence')
  const underWay = useAnswer(listUploads, { id: incidentId })
  const here = new Set(transfers.items.flatMap(({ upload }) => (upload === undefined ? [] : [upload.id])))
  const left = (underWay.data?.items ?? []).filter(({ id }) => !here.has(id))
  if (transfers.items.length === 0 && left.length === 0) return null
  return (
    <div className={classes.transfers} role="group" aria-label={text('sending')}>
      {transfers.items.map((item) =>
        item.failure === undefined ? (
          <UploadProgress
            key={item.key}
            name={item.name}
            sent={item.sent}
            total={item.total}
            onStop={item.stop}
          />
        ) : (
          <Notice key={item.key} tone="warn">
            <p>{item.failure}</p>
            <div className={classes.buttons}>
              <Button size="compact-md" variant="default" onClick={item.retry}>
                {text(item.upload === undefined ? 'again' : 'goOn')}
              </Button>
              <Button size="compact-md" variant="subtle" onClick={item.forget}>
                {text('forget')}
              </Button>
            </div>
          </Notice>
        ),
      )}
      {left.map((upload) => (
        <LeftUpload
          key={upload.id}
          incidentId={incidentId}
          upload={upload}
          onFile={(file) =>
            transfers.start([{ file, acquisition: placeholder(upload), begun: upload }], undefined)
          }
        />
      ))}
    </div>
  )
}

/** What was said about it stays with the server; this only fills the shape. */
function placeholder(upload: Upload) {
  return { name: upload.name, acquiredAt: upload.begunAt, where: upload.name, why: upload.name }
}

/** After a reload the page has lost its hold on the file: the person gives it again, and nothing is sent twice. */
function LeftUpload({
  incidentId,
  upload,
  onFile,
}: {
  readonly incidentId: string
  readonly upload: Upload
  readonly onFile: (file: File) => void
}) {
  const text = useText('evidence')
  const language = useLanguage()
  const input = useRef<HTMLInputElement>(null)
  const drop = useAct(dropUpload, { refreshes: [listUploads] })
  const { name, size, arrived, begunBy, can } = upload
  const choose = (file: File | undefined) => {
    if (file === undefined) return
    if (file.size === size) onFile(file)
    else showDone(text('left.other', { name: file.name, size: sizeWords(size, language) }))
  }
  const [came, all] = [sizeWords(arrived, language), sizeWords(size, language)]
  return (
    <Notice tone="warn">
      <p>{text('left.words', { name, came, all, who: begunBy })}</p>
      <div className={classes.buttons}>
        {can.goOn && (
          <Button size="compact-md" variant="default" onClick={() => input.current?.click()}>
            {text('left.choose')}
          </Button>
        )}
        {can.drop && (
          <Button
            size="compact-md"
            variant="subtle"
            loading={drop.isPending}
            onClick={() => drop.mutate({ id: incidentId, upload: upload.id })}
          >
            {text('left.drop')}
          </Button>
        )}
        <input
          ref={input}
          type="file"
          hidden
          aria-label={text('left.choose')}
          onChange={(event) => choose(event.currentTarget.files?.[0])}
        />
      </div>
    </Notice>
  )
}
