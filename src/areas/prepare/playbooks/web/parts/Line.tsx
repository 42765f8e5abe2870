import { useText } from '../../../../../ui/text.ts'
import classes from '../playbook.module.css'

/** A named line of a part: its word first, then what the playbook says. */
export function Line({ name, children }: { readonly name: string; readonly children: string }) {
  const text = useText('playbooks')
  return (
    <p className={classes.line}>
      <strong>{text(name)}</strong> {children}
    </p>
  )
}

export function Bullets({ lines }: { readonly lines: readonly string[] }) {
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}
