import classes from '../signals.module.css'

/** What somebody sent or what is to be pasted, shown as text whatever it says it is. */
export function RawText({ label, children }: { readonly label: string; readonly children: string }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must be reachable by keyboard (WCAG 2.1.1)
    <pre className={classes.raw} tabIndex={0} aria-label={label}>
      {children}
    </pre>
  )
}
