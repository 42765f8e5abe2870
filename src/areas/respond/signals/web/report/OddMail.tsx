import { useState, type DragEvent } from 'react'
import { useText } from '../../../../../ui/text.ts'
import classes from '../reports.module.css'

interface OddMailProps {
  readonly mail: Blob | undefined
  readonly onChange: (mail: Blob | undefined) => void
}

/** The mail itself: a file that is dropped or chosen, or its source pasted. It is sent as it is and opened by nobody. */
export function OddMail({ mail, onChange }: OddMailProps) {
  const text = useText('report')
  const [isOver, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const [file] = event.dataTransfer.files
    if (file) onChange(file)
  }
  return (
    <div
      className={classes.drop}
      data-over={isOver}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <label>
        <strong>{text('oddMail.file')}</strong>
        <small>{text('oddMail.fileHint')}</small>
        <input
          type="file"
          accept=".eml,message/rfc822,text/plain"
          onChange={(event) => onChange(event.currentTarget.files?.[0])}
        />
      </label>
      <details>
        <summary>{text('oddMail.paste')}</summary>
        <p>{text('oddMail.pasteHint')}</p>
        <textarea
          aria-label={text('oddMail.paste')}
          rows={5}
          spellCheck={false}
          onChange={({ currentTarget: { value } }) =>
            onChange(value.trim() === '' ? undefined : new Blob([value], { type: 'text/plain' }))
          }
        />
      </details>
      {mail && (
        <p role="status">{text('oddMail.ready', { size: Math.max(1, Math.round(mail.size / 1024)) })}</p>
      )}
    </div>
  )
}
