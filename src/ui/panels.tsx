import { Suspense, lazy, type ComponentType } from 'react'
import type { Permission } from '../base/permissions.ts'
import { Can } from './kit/Can.tsx'
import { FailureBoundary } from './kit/FailureBoundary.tsx'
import { Loading } from './kit/Loading.tsx'
import { useOptionalSession } from './session.ts'

/** Filters of a list by their names; see {@link PanelSubject.filters}. */
export type KnownFilters = Readonly<Record<string, readonly string[] | null>>

/** The thing whose page shows the panels. */
export interface PanelSubject {
  readonly id: string
  /** Its ledger stream, to follow it live. */
  readonly stream?: string
  /** What is chosen on the page and not sent yet, by the name of its field. */
  readonly chosen?: Readonly<Record<string, string>>
  /** Of a list: what can stand in its address, with the values it takes; `null` for words of one's own. */
  readonly filters?: KnownFilters
  /** Told what is chosen in the panel, where the page asks for it. */
  readonly onChoose?: (ids: readonly string[]) => void
  /** Places on the page that words can be put into, by name and as they are called there. */
  readonly places?: readonly { readonly name: string; readonly label: string }[]
  /** Told which words somebody took in the panel, sentence by sentence, and for which place. */
  readonly onWords?: (sentences: readonly string[], place: string) => void
}

interface Panel {
  readonly permission: Permission
  readonly Content: ComponentType<{ readonly subject: PanelSubject }>
}

const slots = new Map<string, Panel[]>()

/**
 * Puts a room's panel on a page of another room. Only the application calls this: the page's room
 * need not know who fills its slot, and so no circle of rooms arises. Shown in the order given.
 */
export function fillPanels(
  slot: string,
  panels: readonly {
    readonly permission: Permission
    readonly load: () => Promise<ComponentType<{ readonly subject: PanelSubject }>>
  }[],
): void {
  const filled = panels.map(({ permission, load }) => ({
    permission,
    Content: lazy(async () => ({ default: await load() })),
  }))
  slots.set(slot, [...(slots.get(slot) ?? []), ...filled])
}

/** Whether anything fills a slot that this person may see, e.g. to leave a heading away. */
export function useHasPanels(slot: string): boolean {
  const can = useOptionalSession()?.can
  return (slots.get(slot) ?? []).some(({ permission }) => can?.[permission] === true)
}

/** The slot itself. A panel that fails says so in its own place and leaves the page alone. */
export function Panels({
  of,
  subject,
  isQuiet = false,
}: {
  readonly of: string
  readonly subject: PanelSubject
  /** Shows nothing while it is fetched, where the page keeps its place free. */
  readonly isQuiet?: boolean
}) {
  return (slots.get(of) ?? []).map(({ permission, Content }, index) => (
    // The list is fixed at start, so its index is a stable name.
    <Can key={index} permission={permission}>
      <FailureBoundary>
        <Suspense fallback={isQuiet ? null : <Loading lines={3} />}>
          <Content subject={subject} />
        </Suspense>
      </FailureBoundary>
    </Can>
  ))
}
